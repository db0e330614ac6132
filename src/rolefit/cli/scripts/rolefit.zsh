# Completion of rolefit in zsh. It is set up by: rolefit --install-completion
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
_rolefit_completion() {
    local -a found
    local program=${(Q)words[1]}
    found=("${(@f)$(_TYPER_COMPLETE_ARGS="${words[1,CURRENT]}" _ROLEFIT_COMPLETE=complete_zsh \
        ${program/#\~\//$HOME/} 2>/dev/null)}")
    # What stands before the value, as in --answers=me.yaml, is not part of it.
    [[ $PREFIX == --*=* ]] && compset -P 1 '*='
    if [[ $found[1] == :files ]]; then
        _files
    elif [[ -n $found[1] ]]; then
        found=("${(@)${(@)found//:/\\:}/$'\t'/:}")
        _describe rolefit found
    fi
}
compdef _rolefit_completion rolefit
