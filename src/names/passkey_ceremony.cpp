#include "skillboard/names/passkey_ceremony.hpp"

namespace skillboard {

std::string_view describe(PasskeyFault fault) {
  switch (fault) {
    case PasskeyFault::malformed:
      return "What the passkey answered cannot be read.";
    case PasskeyFault::another_ceremony:
      return "The passkey answered another question.";
    case PasskeyFault::wrong_challenge:
      return "The passkey answered too late, or another question; try again.";
    case PasskeyFault::wrong_origin:
      return "The passkey was used on a page at another address than this board's.";
    case PasskeyFault::embedded:
      return "The passkey was used within a page of another site.";
    case PasskeyFault::wrong_site:
      return "The passkey belongs to another site.";
    case PasskeyFault::nobody_there:
      return "The passkey does not say that anybody confirmed its use.";
    case PasskeyFault::unsupported_key:
      return "This kind of passkey cannot be used here.";
    case PasskeyFault::wrong_signature:
      return "The signature is not of this passkey.";
  }
  return "The passkey cannot be used.";
}

}  // namespace skillboard
