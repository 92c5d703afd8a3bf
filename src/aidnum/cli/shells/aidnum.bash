# La touche Tab complète aidnum dans bash. Pour l'installer :
#   aidnum completion bash >> ~/.bashrc

_aidnum() {
    local kind word
    COMPREPLY=()
    {
        IFS= read -r kind
        while IFS= read -r word; do COMPREPLY+=("$word"); done
    } < <(AIDNUM_COMPLETE=$'bash\n'"$2"$'\n'"${COMP_LINE:0:COMP_POINT}"$'\n' "$1" 2>/dev/null)
    if [[ $kind == files ]]; then
        compopt -o default
    else
        compopt -o nosort
        [[ ${COMPREPLY[0]} != *= ]] || compopt -o nospace
    fi 2>/dev/null
}
complete -F _aidnum aidnum
