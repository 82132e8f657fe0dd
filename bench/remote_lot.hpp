#pragma once

#include <sys/types.h>

#include "parking.hpp"
#include "socket.hpp"

namespace skillboard::bench {

// A ParkingLot in a process of its own. Two crowds are more descriptors than one process may have
// here, and both servers have to stay up: measured round by round in turn, they share whatever else
// the machine is doing.
class RemoteLot {
 public:
  RemoteLot(const Launch& launch, const ParkingPlan& plan);
  ~RemoteLot();
  RemoteLot(const RemoteLot&) = delete;
  RemoteLot& operator=(const RemoteLot&) = delete;

  // As ParkingLot's. They throw when the process has ended, which has then said why.
  double bytes_per_poll();
  Round wake();
  Interference wake_with_others();

 private:
  void request(char command);

  Descriptor channel_;
  pid_t pid_ = -1;
};

}  // namespace skillboard::bench
