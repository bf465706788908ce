namespace AdsbFeeder.Configuration;

/// <summary>The configuration is wrong. Each fault is a line for the user: which key, which value, which rule.</summary>
internal sealed class ConfigurationFaultException(IReadOnlyList<string> faults)
    : Exception(string.Join(Environment.NewLine, faults))
{
    internal IReadOnlyList<string> Faults => faults;
}
