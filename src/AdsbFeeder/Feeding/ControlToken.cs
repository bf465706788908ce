using System.Security.Cryptography;
using System.Text;
using AdsbFeeder.Configuration;
using AdsbFeeder.Files;

namespace AdsbFeeder.Feeding;

/// <summary>Who may change something in the running service over HTTP: whoever can read a file in the state directory.</summary>
/// <remarks>
/// That a request comes from this computer proves nothing: so does one of a web page in a browser here, and one that a web server in front of us passes on.
/// The token is made at each start, 256 bits, in a file that only the service's user and root can read.
/// </remarks>
internal sealed partial class ControlToken
{
    internal const string FileName = "control-token";

    /// <summary>What the header of a request begins with.</summary>
    internal const string Scheme = "Bearer ";

    private const int Bytes = 32;

    private readonly byte[]? _token;

    public ControlToken(Settings settings, ILogger<ControlToken> logger)
    {
        if (settings.State.Resolve() is not { } state)
        {
            return;
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        try
        {
            Directory.CreateDirectory(state);
            AtomicFile.Write(Path.Combine(state, FileName), token + "\n", UnixFileMode.UserRead | UnixFileMode.UserWrite);
            _token = Encoding.ASCII.GetBytes(token);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogUnkept(logger, state, fault.Message);   // a full disk must not keep a receiver from receiving
        }
    }

    /// <summary>True when the header of a request names the token.</summary>
    internal bool Allows(string? authorization) =>
        _token is not null && authorization?.StartsWith(Scheme, StringComparison.Ordinal) == true
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim()), _token);

    [LoggerMessage(1500, LogLevel.Warning, "State:Directory {Directory} cannot be written ({Reason}): nobody can clear feeds by hand")]
    private static partial void LogUnkept(ILogger logger, string directory, string reason);
}
