#include "skillboard/api/answers.hpp"

#include <utility>

namespace skillboard {

ResponsePointer json_answer(unsigned status, std::string json) {
  ResponseDraft draft;
  draft.status = status;
  draft.set("Cache-Control", "no-store").set_body("application/json", std::move(json));
  return make_response(std::move(draft));
}

ResponsePointer done() {
  ResponseDraft draft;
  draft.status = 204;
  draft.set("Cache-Control", "no-store");
  return make_response(std::move(draft));
}

}  // namespace skillboard
