# What `cmake --install` puts where. The paths in the units are those of the prefix at the time of
# configuring: give it there, not to `cmake --install`.
include(GNUInstallDirs)

set(packaging ${CMAKE_SOURCE_DIR}/packaging)
set(configured ${CMAKE_BINARY_DIR}/packaging)
file(MAKE_DIRECTORY ${configured})
set(configuration_folder ${CMAKE_INSTALL_FULL_SYSCONFDIR}/skillboard)

# As Debian has them, whatever the umask of who installs.
set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE
                                                GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

# Without a time in it, so that the same text makes the same file.
find_program(GZIP gzip REQUIRED)
function(install_compressed source folder)
  get_filename_component(name ${source} NAME)
  set(compressed ${configured}/${name}.gz)
  add_custom_command(OUTPUT ${compressed}
                     COMMAND ${GZIP} --best --no-name --stdout ${source} > ${compressed}
                     DEPENDS ${source})
  add_custom_target(compressed_${name} ALL DEPENDS ${compressed})
  install(FILES ${compressed} DESTINATION ${folder} ${ARGN})
endfunction()

install(TARGETS skillboard)
install_compressed(${packaging}/man/skillboard.1 ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${packaging}/completion/skillboard.bash RENAME skillboard
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${packaging}/completion/_skillboard
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${packaging}/completion/skillboard.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES ${packaging}/skillboard.conf DESTINATION ${configuration_folder})

# What both services have in common stands in one place each.
foreach(part service sandbox)
  file(READ ${packaging}/systemd/${part}.conf ${part})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
               ${packaging}/systemd/${part}.conf)
endforeach()
foreach(unit skillboard.service skillboard@.service skillboard@.socket)
  configure_file(${packaging}/systemd/${unit}.in ${configured}/${unit} @ONLY)
endforeach()
# Not ${CMAKE_INSTALL_LIBDIR}, which names the folder of libraries.
install(FILES ${packaging}/systemd/skillboard.socket
              ${packaging}/systemd/skillboard-admin.socket
              ${configured}/skillboard.service
              ${configured}/skillboard@.service
              ${configured}/skillboard@.socket
        DESTINATION lib/systemd/system)
install(FILES ${packaging}/systemd/sysusers.conf RENAME skillboard.conf DESTINATION lib/sysusers.d)
install(FILES ${packaging}/systemd/tmpfiles.conf RENAME skillboard.conf DESTINATION lib/tmpfiles.d)

file(GLOB proxy_samples CONFIGURE_DEPENDS docs/proxies/*)
install(FILES ${proxy_samples} DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
