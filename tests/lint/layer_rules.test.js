// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./layers.js";

const refused = [
  ["src/talks/x.cpp", "#include <boost/asio.hpp>"],
  ["src/talks/x.cpp", "#include <nlohmann/json.hpp>"],
  ["src/talks/x.cpp", "#include <mutex>"],
  ["include/skillboard/talks/x.hpp", '#include "skillboard/board/board.hpp"'],
  ["src/talks/x.cpp", "auto now = std::chrono::system_clock::now();"],
  ["src/names/x.cpp", "#include <boost/asio.hpp>"],
  ["src/names/x.cpp", "#include <fstream>"],
  ["src/names/passphrase_file.cpp", "#include <filesystem>"],
  ["src/names/x.cpp", '#include "skillboard/storage/random_id.hpp"'],
  ["src/names/x.cpp", "auto now = std::chrono::system_clock::now();"],
  ["src/polling/x.cpp", '#include "skillboard/names/name_key.hpp"'],
  ["src/storage/x.cpp", "#include <boost/beast/http/verb.hpp>"],
  ["src/storage/x.cpp", '#include "skillboard/http/request.hpp"'],
  ["src/polling/x.cpp", '#include "skillboard/talks/talk.hpp"'],
  ["src/polling/x.cpp", '#include "skillboard/storage/entry.hpp"'],
  ["src/board/x.cpp", "# include <boost/beast/core.hpp>"],
  ["src/board/x.cpp", '#include "skillboard/api/routes.hpp"'],
  ["src/http/x.cpp", '#include "skillboard/talks/talk.hpp"'],
  ["src/http/x.cpp", '#include "skillboard/board/board.hpp"'],
  ["src/http/x.cpp", '#include "skillboard/api/routes.hpp"'],
  ["src/api/x.cpp", "#include <boost/asio/ip/tcp.hpp>"],
  ["src/api/x.cpp", "#include <fstream>"],
  ["src/api/x.cpp", '#include "skillboard/app/options.hpp"'],
  ["src/elsewhere/x.cpp", ""],
];

for (const [path, text] of refused) {
  test(`refused in ${path}: ${text || "a layer of its own"}`, () => {
    assert.equal(violations(path, `#pragma once\n${text}\n`).length, 1);
  });
}

const permitted = [
  ["src/talks/x.cpp", "#include <chrono>"],
  ["src/names/x.cpp", "#include <boost/system/result.hpp>"],
  ["src/names/x.cpp", '#include "skillboard/talks/limits.hpp"'],
  ["src/names/passphrase_file.cpp", "#include <fstream>"],
  ["src/storage/x.cpp", '#include "skillboard/talks/talk.hpp"'],
  ["src/storage/x.cpp", '#include "skillboard/names/name_key.hpp"'],
  ["src/polling/x.cpp", "#include <boost/asio/ip/tcp.hpp>"],
  ["src/board/x.cpp", '#include "skillboard/polling/waiting_room.hpp"'],
  ["src/board/x.cpp", '#include "skillboard/names/name_key.hpp"'],
  ["src/http/x.cpp", "#include <boost/beast/http/verb.hpp>"],
  ["src/api/x.cpp", '#include "skillboard/http/response.hpp"'],
  ["src/app/x.cpp", '#include "skillboard/api/routes.hpp"'],
  ["src/main.cpp", '#include "skillboard/app/application.hpp"'],
  ["src/talks/x.cpp", "// #include <boost/asio.hpp>"],
];

for (const [path, text] of permitted) {
  test(`permitted in ${path}: ${text}`, () => assert.deepEqual(violations(path, text), []));
}
