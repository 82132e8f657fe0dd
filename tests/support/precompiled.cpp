// There has to be a source for CMake to compile the headers beside it.
