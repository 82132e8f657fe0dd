# shellcheck shell=bash
# Installs what is missing. Sourced by the scripts beside this folder.
#
# What is needed is looked for as what it is used for, a command or a file, and not asked of dpkg:
# it may come from elsewhere, and a look at a file costs nothing.

missing=()
unpacked_missing=()

# Where `need_unpacked` puts them, from the folder of the project.
unpacked=build/programs

# need_command PACKAGE COMMAND
need_command() {
  command -v "$2" >/dev/null || missing+=("$1")
}

# need_file PACKAGE PATTERN: a file below /usr or /usr/local.
need_file() {
  compgen -G "/usr/$2" >/dev/null || compgen -G "/usr/local/$2" >/dev/null || missing+=("$1")
}

# need_library PACKAGE NAME
need_library() {
  local folder
  for folder in /usr/lib /usr/lib64 /usr/lib/*-linux-gnu /usr/local/lib; do
    if compgen -G "$folder/lib$2.*" >/dev/null; then
      return
    fi
  done
  missing+=("$1")
}

# need_unpacked COMMAND PACKAGE…: packages that would start a service if they were installed. They
# are not: their files are put into a folder of ours.
need_unpacked() {
  local folder
  for folder in /usr/sbin /usr/bin /usr/local/sbin /usr/local/bin "$unpacked"/usr/{sbin,bin}; do
    if [ -x "$folder/$1" ]; then
      return
    fi
  done
  unpacked_missing+=("${@:2}")
}

need_for_building() {
  need_command g++ g++
  need_command cmake cmake
  need_command ninja-build ninja
  need_command pkg-config pkg-config
  need_command esbuild esbuild
  need_file libboost1.81-dev include/boost/url.hpp # 1.81 is the first that has it
  need_library libboost-url1.81-dev boost_url
  need_file nlohmann-json3-dev include/nlohmann/json.hpp
  need_file libsqlite3-dev include/sqlite3.h
  need_file libcli11-dev include/CLI/CLI.hpp
  need_file libspdlog-dev include/spdlog/spdlog.h
  need_file zlib1g-dev include/zlib.h
  need_file libbrotli-dev include/brotli/encode.h
  need_file libicu-dev include/unicode/uspoof.h
  need_file libsodium-dev include/sodium.h
  need_file libssl-dev include/openssl/evp.h
  need_file libqrcodegencpp-dev include/qrcodegen/qrcodegen.hpp
  need_file prometheus-cpp-dev include/prometheus/registry.h
}

need_for_linting() {
  need_command clang-tidy-19 clang-tidy-19
  need_command nodejs node
}

need_for_testing() {
  need_file libgtest-dev include/gtest/gtest.h
  need_file libgmock-dev include/gmock/gmock.h
  need_command clang-format-19 clang-format-19
  need_command shellcheck shellcheck
  need_command strace strace
  need_command sqlite3 sqlite3
  need_command nodejs node
  need_command npm npm
  need_command chromium chromium
  need_command chromium-headless-shell chromium-headless-shell
  need_command openssl openssl
  need_command systemd systemd-analyze
  need_command mandoc mandoc
  need_command man-db man
  need_file bash-completion share/bash-completion/bash_completion
  need_unpacked nginx nginx
  need_unpacked haproxy haproxy liblua5.3-0 libopentracing-c-wrapper0 libopentracing1
  need_unpacked caddy caddy
  need_unpacked apache2 apache2-bin libapr1 libaprutil1
  need_unpacked promtool prometheus
}

need_for_packaging() {
  need_command dpkg-dev dpkg-shlibdeps
  need_command file file # of which CPack asks what is a program
  need_command gzip gzip
}

# Returns when nothing that was needed is missing any more; ends the script when that cannot be.
install_missing() {
  local all=("${missing[@]}" "${unpacked_missing[@]}")
  if [ ${#all[@]} -eq 0 ]; then
    return
  fi
  if ! grep -qs '^VERSION_CODENAME=bookworm$' /etc/os-release; then
    echo "Missing, by the names Debian 12 has for it: ${all[*]}" >&2
    exit 1
  fi
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "Missing, and to be installed as root: ${all[*]}" >&2
      exit 1
    fi
    as_root=(sudo)
  fi
  local apt_get=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q)
  echo "Installing ${all[*]}"
  # A list of packages that is there may still be too old to be of use.
  if ! apt-cache show "${all[@]}" >/dev/null 2>&1 || ! fetch_missing; then
    "${apt_get[@]}" update
    fetch_missing
  fi
  missing=()
  unpacked_missing=()
}

# With the apt_get of install_missing.
fetch_missing() {
  if [ ${#missing[@]} -gt 0 ]; then
    "${apt_get[@]}" install --yes --no-install-recommends "${missing[@]}" || return
  fi
  if [ ${#unpacked_missing[@]} -gt 0 ]; then
    local packages=$unpacked/packages package
    mkdir -p "$packages"
    (cd "$packages" && apt-get -q download "${unpacked_missing[@]}") || return
    for package in "$packages"/*.deb; do
      dpkg-deb --extract "$package" "$unpacked" || return
    done
    rm -r "$packages"
  fi
}
