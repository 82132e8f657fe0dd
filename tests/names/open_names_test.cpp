#include "skillboard/names/open_names.hpp"

#include <gtest/gtest.h>

namespace skillboard {
namespace {

TEST(OpenNames, are_those_of_the_list_in_any_spelling) {
  const OpenNames open(" Nobody,,  Frog Prince ,\tÉvo");

  for (const std::string_view name :
       {"Nobody", "NOBODY", "  nobody", "frog\u3000 prince", "E\u0301VO"}) {
    EXPECT_TRUE(open.contains(name)) << name;
  }
  for (const std::string_view name : {"", "Frog", "Evo", "Anon", "Nobody, Frog Prince"}) {
    EXPECT_FALSE(open.contains(name)) << name;
  }
}

TEST(OpenNames, are_also_what_passes_for_them) {
  const OpenNames open("Anon, Bill");

  for (const std::string_view name : {"Аnon", "An0n", "BiII", "Bi11"}) {
    EXPECT_TRUE(open.contains(name)) << name;
  }
}

TEST(OpenNames, are_the_common_words_for_nobody_unless_told_otherwise) {
  const OpenNames open;

  for (const std::string_view name : {"Anon", "anonymous", "ANÔNIMO", "guest", "Convidado",
                                      "convidada", "Invité", "gast", "invitado", "Somebody"}) {
    EXPECT_TRUE(open.contains(name)) << name;
  }
  EXPECT_FALSE(open.contains("Ana"));
}

TEST(OpenNames, may_be_none) {
  for (const std::string_view list : {"", ",", " , \u200b,"}) {
    EXPECT_FALSE(OpenNames(list).contains("Anon"));
    EXPECT_FALSE(OpenNames(list).contains(""));
  }
}

}  // namespace
}  // namespace skillboard
