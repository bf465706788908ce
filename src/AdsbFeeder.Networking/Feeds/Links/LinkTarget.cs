using System.Globalization;

namespace AdsbFeeder.Networking;

/// <summary>A computer and a port on it.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record LinkTarget(string Host, int Port)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");
}
