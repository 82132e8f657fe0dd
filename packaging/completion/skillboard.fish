# Completion of skillboard(1) for fish. What there is to complete it learns from --help.

function __skillboard_commands
    skillboard --help 2>/dev/null | string match --regex --groups-only '^  ([a-z]+) {2,}(\S.*)' |
        while read --local name
            read --local text
            printf '%s\t%s\n' $name $text
        end
end

function __skillboard_options
    skillboard $argv --help 2>/dev/null | string match --regex --groups-only '^ +(?:-[a-z],)?(--[a-z-]+)'
end

function __skillboard_command
    set --local names (__skillboard_commands | string split --fields 1 \t)
    for word in (commandline --tokenize --cut-at-cursor --current-process)[2..]
        contains -- $word $names; and echo $word; and return
    end
    return 1
end

# A command takes the options of all as well, but for tail, which has to do with no board here.
function __skillboard_offered
    set --local command (__skillboard_command)
    test "$command" = tail; or __skillboard_options
    test -n "$command"; and __skillboard_options $command
end

complete --command skillboard --condition 'not __skillboard_command' --no-files \
    --arguments '(__skillboard_commands)'
complete --command skillboard --condition 'string match --quiet -- "-*" (commandline --current-token)' \
    --arguments '(__skillboard_offered)'
