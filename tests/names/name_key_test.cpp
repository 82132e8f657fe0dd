#include "skillboard/names/name_key.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace skillboard {
namespace {

struct Pair {
  std::string_view one;
  std::string_view other;
};

bool look_alike(const Pair& pair) {
  return looks_like(make_name_key(pair.one), make_name_key(pair.other));
}

class OneName : public testing::TestWithParam<Pair> {};

TEST_P(OneName, has_one_key_in_all_spellings) {
  const NameKey one = make_name_key(GetParam().one);
  const NameKey other = make_name_key(GetParam().other);

  EXPECT_EQ(one.folded, other.folded);
  EXPECT_EQ(one.skeleton, other.skeleton);
  EXPECT_FALSE(looks_like(one, other));
}

INSTANTIATE_TEST_SUITE_P(
    NameKey, OneName,
    testing::Values(Pair{"Ana", "ANA"}, Pair{"José", "JOSE\u0301"}, Pair{"Zo\u00eb", "zoe\u0308"},
                    Pair{"Straße", "STRASSE"}, Pair{"Straße", "STRAẞE"}, Pair{"Ａｎａ", "ana"},
                    Pair{"ﬁona", "Fiona"}, Pair{"𝓐na", "Ana"}, Pair{"A\u200dna", "Ana"},
                    Pair{"A\u200b\u2060na", "Ana"}, Pair{"\u202eAna\u202c", "Ana"},
                    Pair{"\u2067Ana\u2069", "Ana"}, Pair{"A\u00adna", "Ana"},
                    Pair{"Ana\ufe0f", "Ana"}, Pair{"Ana\u3164", "Ana"},
                    Pair{"Ana\U000e0041", "Ana"}, Pair{"A\ufff9na", "Ana"},
                    Pair{"  Ana \u00a0\u3000 Maria\t", "ana maria"}, Pair{"Ana\u2800", "Ana"},
                    Pair{"Πέτρος", "ΠΈΤΡΟΣ"}, Pair{"ВЛАДИМИР", "Владимир"}, Pair{"\u212bsa", "Åsa"},
                    Pair{"ｶﾞ", "ガ"}, Pair{"김", "\u1100\u1175\u11b7"}));

class Lookalike : public testing::TestWithParam<Pair> {};

TEST_P(Lookalike, passes_for_another_name) {
  EXPECT_TRUE(look_alike(GetParam()));
}

// The one that is written first, then the one it passes for.
INSTANTIATE_TEST_SUITE_P(
    NameKey, Lookalike,
    testing::Values(Pair{"Bi11", "Bill"}, Pair{"BiII", "Bill"}, Pair{"BI11", "BILL"},
                    Pair{"BlLL", "Bill"}, Pair{"B|ll", "BLll"}, Pair{"AIice", "Alice"},
                    Pair{"lan", "Ian"}, Pair{"1an", "Ian"}, Pair{"lsabela", "ISABELA"},
                    Pair{"Ana 11", "Ana II"}, Pair{"аса", "aca"}, Pair{"АСА", "aca"},
                    Pair{"ТОМ", "Tom"}, Pair{"ΑΝΝΑ", "Anna"}, Pair{"ΙΑΝ", "Ian"},
                    Pair{"Carrnen", "Carmen"}, Pair{"Z0e", "Zoe"}, Pair{"OʼBrien", "O'Brien"},
                    Pair{"İpek", "ipek"}, Pair{"ıpek", "ipek"}, Pair{"ışık", "Işık"},
                    Pair{"i\u0307pek", "Ipek"}, Pair{"laurɑ", "Laura"}, Pair{"Laurɑ", "laura"}));

class TwoNames : public testing::TestWithParam<Pair> {};

TEST_P(TwoNames, do_not_look_alike) {
  EXPECT_FALSE(look_alike(GetParam()));
  EXPECT_FALSE(look_alike({GetParam().other, GetParam().one}));
}

INSTANTIATE_TEST_SUITE_P(NameKey, TwoNames,
                         testing::Values(Pair{"Jose", "José"}, Pair{"Neil", "Nell"},
                                         Pair{"Kai", "Kal"}, Pair{"Iara", "Lara"},
                                         Pair{"Ian", "Lan"}, Pair{"Ali", "All"},
                                         Pair{"Ana", "Anna"}, Pair{"Zoë", "Zoe"},
                                         Pair{"Ana", "Ana 🦄"}, Pair{"Ana 1", "Ana 2"},
                                         Pair{"Владимир", "Vladimir"}, Pair{"李", "季"}));

TEST(NameKey, of_what_has_no_looks_is_empty) {
  for (const std::string_view name :
       {"", " ", "\u200b", "\u3164\u00ad", "\u2800\u3000", "\ufff9", "\U000e0041"}) {
    EXPECT_EQ(make_name_key(name), NameKey{}) << testing::PrintToString(name);
  }
}

TEST(NameKey, takes_bytes_that_are_no_text) {
  EXPECT_EQ(make_name_key("A\xff").folded, "a\ufffd");
}

// A journal has the folded form alone, and a claim must be found by it.
TEST(NameKey, of_a_folded_name_is_the_same) {
  std::mt19937 random(7);
  const std::vector<std::string> characters{
      "I",      "l",      "İ",  "ı",      "ß",      "ﬁ",      "１",     "²",     "ａ", "é",
      "\u0301", "\u0307", " ",  "\u00a0", "\u200d", "Σ",      "ς",      "Ж",     "ж",  "Ⅳ",
      "½",      "㍿",     "カ", "ﾞ",      "각",     "\u1100", "\u00a8", "\ufff9"};
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (auto length = 1 + random() % 6; length > 0; --length) {
      text += characters[random() % characters.size()];
    }
    const NameKey key = make_name_key(text);
    const NameKey again = make_name_key(key.folded);
    ASSERT_EQ(again.folded, key.folded) << text;
    ASSERT_EQ(again.skeleton, key.skeleton) << text;
  }
}

TEST(MixedScripts, are_told_where_a_letter_poses_as_another) {
  for (const std::string_view name : {"Аna", "Anа", "Pаul", "Ωmega", "𝓐на", "Ｐаul", "Ana ОК",
                                      "Kοstas", "Աnna", "李 Владимир", "Aاna"}) {
    EXPECT_TRUE(mixes_scripts(name)) << name;
  }
}

TEST(MixedScripts, are_not_seen_in_names_that_people_have) {
  for (const std::string_view name : {"Ana 🦄",
                                      "José",
                                      "Jose\u0301",
                                      "Zoë",
                                      "Владимир",
                                      "محمد",
                                      "李 Ming",
                                      "Πέτρος",
                                      "김 Kim",
                                      "田中さん カナ Tanaka",
                                      "中文ㄅ Wang",
                                      "हिन्दी",
                                      "ไทย",
                                      "עברית",
                                      "O'Brien",
                                      "O’Brien",
                                      "Ana-Maria 2",
                                      "Ştefan",
                                      "Nguyễn Thị Hương",
                                      "Ana (x) #1 ½",
                                      "👩‍💻",
                                      "42",
                                      "Łukasz",
                                      "ﬁona",
                                      "Ｍａｒｉａ"}) {
    EXPECT_FALSE(mixes_scripts(name)) << name;
  }
}

}  // namespace
}  // namespace skillboard
