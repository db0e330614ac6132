# Completion of rolefit in fish. It is set up by: rolefit --install-completion
function __rolefit_completion
    set -l program (string replace -r '^~/' "$HOME/" -- (commandline -opc)[1])
    set -l found (env _TYPER_COMPLETE_ARGS=(commandline -cp | string collect) _ROLEFIT_COMPLETE=complete_fish \
        $program 2>/dev/null)
    # What stands before the value, as in --answers=me.yaml, is part of what fish completes.
    set -l before (string match -r -- '^--[^=]+=' (commandline -ct))
    or set before ''
    if test "$found[1]" = :files
        set found (complete --do-complete "'' "(string replace -- "$before" '' (commandline -ct)))
    end
    printf '%s\n' $before$found
end
complete --command rolefit --no-files --arguments '(__rolefit_completion)'
