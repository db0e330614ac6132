# Completion of rolefit in bash. It is set up by: rolefit --install-completion
_rolefit_completion() {
    local IFS=$'\n' found
    found=$(COMP_WORDS="${COMP_WORDS[*]:0:COMP_CWORD+1}" COMP_CWORD=$COMP_CWORD \
        _ROLEFIT_COMPLETE=complete_bash "${1/#\~/$HOME}" 2>/dev/null)
    COMPREPLY=()
    if [[ $found == :files ]]; then
        compopt -o default
    else
        mapfile -t COMPREPLY < <(printf %s "$found")
    fi
}
complete -F _rolefit_completion rolefit
