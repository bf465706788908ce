using System.Globalization;

namespace AdsbFeeder.Commands;

/// <summary>A process that holds what we want.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name, 15 letters of it.</param>
/// <param name="Unit">The systemd service that it belongs to, which would start it again; null when none.</param>
internal sealed record ProcessOwner(int Id, string Name, string? Unit)
{
    /// <summary>It is the service itself.</summary>
    internal bool IsOurs => Name == "adsbfeeder";

    /// <summary>The command that stops it for good.</summary>
    internal string Cure => Unit is not null ? $"sudo systemctl disable --now {Unit}" : string.Create(CultureInfo.InvariantCulture, $"sudo kill {Id}");

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id} ({Name})");
}
