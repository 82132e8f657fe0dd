# For SKILLBOARD_STATIC: of each library the archive, where there is one. What stays is glibc, by which
# names are looked up, and prometheus-cpp, of which Debian has no archive, with the libstdc++ that it
# shares with the program: strings and streams of one must not go through another.
list(PREPEND CMAKE_FIND_LIBRARY_SUFFIXES .a)
set(Boost_USE_STATIC_LIBS ON)
set(OPENSSL_USE_STATIC_LIBS ON)
