
# Bash splits words at colons, which the ids of runs have. They are put together, and of what is offered Bash gets what
# follows the last colon, quoted.
_cargo_ntro() {
    local words=() word glued=
    for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
        if [[ $glued || $word == :* ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        glued=
        if [[ $word == *: ]]; then glued=1; fi
    done
    local COMP_WORDS=("${words[@]}") COMP_CWORD=$((${#words[@]} - 1))
    local current=${words[COMP_CWORD]} i
    _clap_complete_cargo_ntro "$1" "$current" "$3"
    for i in "${!COMPREPLY[@]}"; do
        COMPREPLY[i]=${COMPREPLY[i]#"${current%"${current##*:}"}"}
        COMPREPLY[i]=$(printf %q "${COMPREPLY[i]}")
    done
}
