# Makes the page as it is served out of `public/`: each page has one script and one style sheet, without
# comments, under names that tell their content and so are kept by browsers for good. `public/` can be
# served as it is as well (`--public public`), for work on the page.
#
#   cmake -DSOURCE=… -DOUTPUT=… -DESBUILD=… -P page.cmake

function(esbuild)
  execute_process(COMMAND ${ESBUILD} ${ARGN} --bundle --minify --charset=utf8 --log-level=warning
                          --log-limit=0
                  COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# Renames a file in OUTPUT after its content, and answers its new name.
function(name_by_content file answer)
  file(SHA256 ${OUTPUT}/${file} digest)
  string(SUBSTRING ${digest} 0 16 digest)
  get_filename_component(folder ${file} DIRECTORY)
  get_filename_component(name ${file} NAME_WLE)
  get_filename_component(ending ${file} LAST_EXT)
  set(named ${folder}/${name}.${digest}${ending})
  file(RENAME ${OUTPUT}/${file} ${OUTPUT}/${named})
  set(${answer} ${named} PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${OUTPUT})
file(COPY ${SOURCE}/ DESTINATION ${OUTPUT} PATTERN js EXCLUDE PATTERN css EXCLUDE)
file(GLOB pages RELATIVE ${SOURCE} ${SOURCE}/*.html)
foreach(page IN LISTS pages)
  get_filename_component(name ${page} NAME_WE)
  file(READ ${SOURCE}/${page} html)

  string(REGEX MATCHALL "[ \t]*<link rel=\"stylesheet\"[^>]*>\n" links "${html}")
  if(links)
    set(imports "")
    foreach(link IN LISTS links)
      string(REGEX REPLACE ".*href=\"([^\"]+)\".*" "@import \"${SOURCE}/\\1\";\n" import "${link}")
      string(APPEND imports "${import}")
      string(REPLACE "${link}" "" html "${html}")
    endforeach()
    file(WRITE ${OUTPUT}/${name}.css "${imports}")
    esbuild(${OUTPUT}/${name}.css --outfile=${OUTPUT}/css/${name}.css)
    file(REMOVE ${OUTPUT}/${name}.css)
    name_by_content(css/${name}.css styles)
    if(links MATCHES "href=\"/")
      string(PREPEND styles /)
    endif()
    string(REPLACE "</head>" "  <link rel=\"stylesheet\" href=\"${styles}\">\n</head>" html "${html}")
  endif()

  if(html MATCHES "<script type=\"module\" src=\"([^\"]+)\">")
    set(entry ${CMAKE_MATCH_1})
    esbuild(${SOURCE}/${entry} --format=esm --target=es2022 --outfile=${OUTPUT}/${entry})
    name_by_content(${entry} script)
    string(REPLACE "src=\"${entry}\"" "src=\"${script}\"" html "${html}")
  endif()
  file(WRITE ${OUTPUT}/${page} "${html}")
endforeach()

# What the service worker keeps is all of this, under a version that tells its content.
file(GLOB_RECURSE files RELATIVE ${OUTPUT} ${OUTPUT}/*)
list(REMOVE_ITEM files service-worker.js 404.html)
set(digests "")
set(listed "\"./\"")
foreach(file IN LISTS files)
  file(SHA256 ${OUTPUT}/${file} digest)
  string(APPEND digests ${digest})
  if(NOT file MATCHES "^css/404\\." AND NOT file STREQUAL index.html)
    string(APPEND listed ", \"${file}\"")
  endif()
endforeach()
string(SHA256 version "${digests}")
file(READ ${SOURCE}/service-worker.js worker)
string(REPLACE "const version = \"none\";" "const version = \"${version}\";" worker "${worker}")
string(REPLACE "const files = [];" "const files = [${listed}];" worker "${worker}")
file(WRITE ${OUTPUT}/service-worker.js "${worker}")
esbuild(${OUTPUT}/service-worker.js --allow-overwrite --outfile=${OUTPUT}/service-worker.js)
