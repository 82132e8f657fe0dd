#include "skillboard/names/word_list.hpp"

namespace skillboard {

namespace {

constexpr std::array<std::string_view, word_count> words{
    "academia",   "agenda",    "alpaca",     "animal",     "atlas",    "aurora",       "avatar",
    "banana",     "banjo",     "barista",    "beluga",     "bonsai",   "bravo",        "burrito",
    "cafeteria",  "camping",   "capital",    "casual",     "caviar",   "chance",       "chef",
    "chocolate",  "cinema",    "circular",   "colossal",   "coral",    "cosmos",       "costume",
    "debate",     "delta",     "diagonal",   "digital",    "diploma",  "disco",        "drone",
    "eclipse",    "editor",    "enigma",     "familiar",   "fandango", "fauna",        "festival",
    "final",      "flamingo",  "flora",      "fractal",    "global",   "guru",         "hamster",
    "horizontal", "hotel",     "ideal",      "iguana",     "impala",   "instrumental", "internet",
    "inventor",   "jaguar",    "jovial",     "kiwi",       "laser",    "logo",         "maestro",
    "magma",      "mantra",    "marimba",    "menu",       "metal",    "mimosa",       "mineral",
    "modem",      "monitor",   "musical",    "natural",    "neon",     "ninja",        "nostalgia",
    "notebook",   "orbital",   "origami",    "panda",      "panorama", "perfume",      "persona",
    "piano",      "pixel",     "pizza",      "poncho",     "popular",  "postal",       "professor",
    "pronto",     "puma",      "radar",      "ritual",     "rock",     "romance",      "samba",
    "samurai",    "sensor",    "solar",      "sombrero",   "sonata",   "soprano",      "sudoku",
    "supernova",  "sushi",     "tablet",     "taco",       "tapioca",  "tempo",        "tiara",
    "tofu",       "trailer",   "transistor", "triangular", "trombone", "tropical",     "tundra",
    "turbo",      "universal", "utopia",     "vertical",   "vista",    "volume",       "wasabi",
    "zebra",      "zoom",
};

}  // namespace

const std::array<std::string_view, word_count>& word_list() {
  return words;
}

}  // namespace skillboard
