# What `cpack` makes of a build with the preset `package`: a package of Debian.
set(SKILLBOARD_DEBIAN_REVISION 1 CACHE STRING "Which package of this version it is")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME skillboard)
set(CPACK_PACKAGE_VENDOR "The Skillboard developers")
set(CPACK_PACKAGE_CONTACT "The Skillboard developers <skillboard@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "board on which a group arranges its talks by itself")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE ${SKILLBOARD_DEBIAN_REVISION})
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "systemd | systemd-standalone-sysusers | systemd-sysusers")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "nginx | haproxy | caddy")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"A group meets to teach each other things. Skillboard is where its members
propose and discuss the talks of the next meeting without an organiser: they
open a page, see the talks and comments, add to them, and everyone who has
the page open sees each change at once.
.
There are no accounts, every change can be taken back by anybody, and what
was confirmed is on the disk. The server is one program and keeps one file;
it belongs behind a reverse proxy that speaks TLS.")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${packaging}/debian/postinst ${packaging}/debian/prerm ${packaging}/debian/postrm
    ${packaging}/debian/conffiles)

string(TIMESTAMP debian_date "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(${packaging}/debian/changelog.in ${configured}/changelog.Debian @ONLY)
install_compressed(${configured}/changelog.Debian ${CMAKE_INSTALL_DOCDIR})
install_compressed(${CMAKE_SOURCE_DIR}/CHANGELOG.md ${CMAKE_INSTALL_DOCDIR} RENAME changelog.gz)
install(FILES ${packaging}/debian/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${packaging}/debian/lintian-overrides RENAME skillboard
        DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides)
include(CPack)
