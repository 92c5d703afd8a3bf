#compdef aidnum
# La touche Tab complète aidnum dans zsh. Pour l'installer :
#   aidnum completion zsh >> ~/.zshrc

_aidnum() {
    local -a answer values told
    local typed=${(Q)PREFIX} line
    answer=("${(@f)$(AIDNUM_COMPLETE=$'zsh\n'${(F)${(@Q)words[1,CURRENT-1]}}$'\n'$typed$'\n' $words[1] 2>/dev/null)}")
    if [[ $answer[1] == files ]]; then
        [[ $PREFIX == -*=* ]] && compset -P '*='
        _files
        return
    fi
    for line in "${(@)answer[2,-1]}"; do
        values+=("${line%%$'\t'*}")
        told+=("${line/$'\t'/  }")
    done
    local -a end=()
    [[ $values[1] == *= ]] && end=(-S '')
    compadd -U -V aidnum -l -d told "${end[@]}" -a values
    # Candidates that have less in common than what is typed are listed, and the line stays as it is.
    (( $#values < 2 || $#compstate[unambiguous] >= $#PREFIX )) || compstate[insert]= compstate[list]='list force'
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _aidnum "$@"
else
    compdef _aidnum aidnum
fi
