#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "skillboard/api/change_feed.hpp"
#include "skillboard/api/talk_list.hpp"
#include "skillboard/board/board.hpp"
#include "skillboard/http/handler.hpp"
#include "skillboard/http/static_files.hpp"

namespace skillboard {

struct SiteOptions {
  // A longer `Prefer: wait` counts as this; below the time-out of every usual proxy.
  std::chrono::seconds longest_wait{45};
  // Scheme, host and port that members use, where a proxy does not pass `Host` on; empty for none.
  std::string public_url;
};

// Everything there is under one address: the interface to the board, and the page.
class Site final : public Handler {
 public:
  // All of them outlive the site.
  Site(Board& board, const StaticFiles& files, const SiteOptions& options);

  Outcome handle(const Request& request) override;
  ResponsePointer answer_parked(Ticket ticket, WakeReason reason) override;

 private:
  // The decoded parts of the path that the pattern of a route leaves open: title, comment.
  using Parts = std::vector<std::string>;
  using Method = Outcome (Site::*)(const Request& request, const Parts& parts);
  struct Resource;

  static const Resource* find_resource(const std::vector<std::string>& segments);
  Outcome dispatch(const Resource& resource, const Request& request, const Parts& parts);

  Outcome get_list(const Request& request, const Parts& parts);
  Outcome get_talk(const Request& request, const Parts& parts);
  Outcome put_talk(const Request& request, const Parts& parts);
  Outcome patch_talk(const Request& request, const Parts& parts);
  Outcome delete_talk(const Request& request, const Parts& parts);
  Outcome post_comment(const Request& request, const Parts& parts);
  Outcome put_comment(const Request& request, const Parts& parts);
  Outcome delete_comment(const Request& request, const Parts& parts);
  Outcome get_changes(const Request& request, const Parts& parts);
  Outcome get_change(const Request& request, const Parts& parts);
  Outcome undo_change(const Request& request, const Parts& parts);
  Outcome undo_by_name(const Request& request, const Parts& parts);
  Outcome purge_change(const Request& request, const Parts& parts);
  Outcome get_file(const Request& request);

  // `author` is who does it if the request does not name anybody else.
  Outcome write(const Request& request, Intention intention, std::string author = {});
  template <typename Wish>
  Outcome write_on_history(const Request& request, const Parts& parts);

  Board& board_;
  const StaticFiles& files_;
  const SiteOptions& options_;
  TalkList list_;
  ChangeFeed feed_;
};

}  // namespace skillboard
