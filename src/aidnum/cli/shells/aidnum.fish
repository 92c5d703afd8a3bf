# La touche Tab complète aidnum dans fish. Pour l'installer :
#   aidnum completion fish > ~/.config/fish/completions/aidnum.fish

function __aidnum_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l plain (string unescape -- $typed; or string replace -r '^["\']' '' -- $typed)
    set -lx AIDNUM_COMPLETE (string join \n -- fish $words "$plain" | string collect --no-trim-newlines)
    set -l answer ($words[1] 2>/dev/null)
    if test "$answer[1]" = files
        set -l option (string match -r -- '^-[^=]*=' "$plain")
        string replace -r '^' -- "$option" (__fish_complete_path (string replace -r '^-[^=]*=' '' -- "$plain"))
    else
        printf '%s\n' $answer[2..]
    end
end
complete -c aidnum -f -k -a '(__aidnum_complete)'
