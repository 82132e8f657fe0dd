# Completion of skillboard(1) for bash. What there is to complete it learns from --help.

# These read what --help says from standard input.
_skillboard_commands() {
  awk '/^Subcommands:/ { found = 1; next } found && NF { print $1 }'
}

_skillboard_options() {
  grep -oE -e '^ +(-[a-z],)?--[a-z-]+' | grep -oE -e '--[a-z-]+'
}

# The values that an option may have, where they are few: "--log-format TEXT:{text,json}".
_skillboard_values() {
  sed -nE "s/^ +$1 [A-Z]+:\{([^}]*)\}.*/\1/p" | tr , '\n'
}

# What the value of an option is, as "SECONDS"; nothing for a flag.
_skillboard_kind() {
  sed -nE "s/^ +$1 ([A-Z]+).*/\1/p"
}

# `split` is what _init_completion sets where "=" stands before a value.
# shellcheck disable=SC2034
_skillboard() {
  local cur prev words cword split
  _init_completion -s -n : || return
  local help commands command="" word
  help=$(skillboard --help 2>/dev/null)
  commands=$(_skillboard_commands <<<"$help")
  for word in "${words[@]:1:cword-1}"; do
    if [[ $'\n'$commands$'\n' == *$'\n'"$word"$'\n'* ]]; then
      command=$word
      break
    fi
  done
  # A command takes the options of all as well, but for tail, which has to do with no board here.
  case $command in
    "") ;;
    tail) help=$(skillboard tail --help 2>/dev/null) ;;
    *) help+=$'\n'$(skillboard "$command" --help 2>/dev/null) ;;
  esac

  local kind=""
  if [[ $prev == --config ]]; then
    kind=PATH
  elif [[ $prev == --* ]]; then
    kind=$(_skillboard_kind "$prev" <<<"$help")
  fi
  if [[ $kind == PATH ]]; then
    _filedir
  elif [[ -n $kind ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$(_skillboard_values "$prev" <<<"$help")" -- "$cur")
  elif [[ $cur == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$(_skillboard_options <<<"$help" | sort -u)" -- "$cur")
  elif [[ -z $command ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$cur")
  elif [[ $command != serve && $command != tail ]]; then
    _filedir
  fi
} && complete -F _skillboard skillboard
