using System.CommandLine;
using System.Text;
using AdsbFeeder.Configuration;

namespace AdsbFeeder.Manual;

/// <summary>Completion for bash: verbs, their options, keys behind <c>--set</c>, else files. Made from the verbs themselves.</summary>
internal static class BashCompletion
{
    internal static string Write(RootCommand root)
    {
        var script = new StringBuilder("# bash completion for adsbfeeder(1); made by adsbfeeder manual completion\n_adsbfeeder() {\n    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} verb= part n\n    COMPREPLY=()\n    for ((n = 1; n < COMP_CWORD; n++)); do\n        case ${COMP_WORDS[n]} in -*) ;; *) if [ -z \"$verb\" ]; then verb=${COMP_WORDS[n]}; else verb=\"$verb ${COMP_WORDS[n]}\"; fi ;; esac\n    done\n");
        script.Append("    if [ \"$before\" = --set ]; then\n        COMPREPLY=($(compgen -W '").AppendJoin(' ', SettingTable.All.Select(setting => setting.Key + "=")).Append("' -- \"$word\"))\n        compopt -o nospace\n        return\n    fi\n");
        script.Append("    case $verb in\n        '') COMPREPLY=($(compgen -W '").AppendJoin(' ', Names(root)).Append(" --help --version' -- \"$word\")); return ;;\n");
        foreach (var verb in root.Subcommands.Where(verb => !verb.Hidden))
        {
            foreach (var part in verb.Subcommands.Where(part => !part.Hidden))
            {
                Case(script, $"'{verb.Name} {part.Name}'*", Options(part));
            }

            Case(script, $"'{verb.Name}'*", verb.Subcommands.Count > 0 ? Names(verb) : Options(verb));
        }

        return script.Append("    esac\n    case $word in -*) ;; *) [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- \"$word\")) ;; esac\n}\ncomplete -o filenames -F _adsbfeeder adsbfeeder\n").ToString();
    }

    private static void Case(StringBuilder script, string pattern, IEnumerable<string> words) =>
        script.Append("        ").Append(pattern).Append(") COMPREPLY=($(compgen -W '").AppendJoin(' ', words).Append("' -- \"$word\")) ;;\n");

    private static IEnumerable<string> Names(Command command) => command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name);

    private static IEnumerable<string> Options(Command command) => command.Options.Where(option => !option.Hidden).Select(option => option.Name).Append("--help");
}
