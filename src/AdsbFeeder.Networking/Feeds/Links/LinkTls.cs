using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AdsbFeeder.Networking;

/// <summary>Puts TLS on a connection and says in words what is wrong with a certificate.</summary>
internal static class LinkTls
{
    /// <summary>Agrees on TLS and checks the certificate against the host's name, whatever name the server was told.</summary>
    /// <exception cref="LinkException">The certificate is not to be trusted, or the server speaks no TLS.</exception>
    public static async Task<Stream> SecureAsync(Stream plain, string host, LinkOptions options, CancellationToken cancellationToken)
    {
        string? objection = null;
        var secure = new SslStream(plain);
        try
        {
            await secure.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = options.ServerName ?? host,
                    CertificateChainPolicy = Policy(options.CaFile),
                    RemoteCertificateValidationCallback = (_, certificate, chain, errors) => (objection = Objection(certificate, chain, errors, host)) is null,
                },
                cancellationToken);
            return secure;
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            await secure.DisposeAsync();
            throw new LinkException(objection ?? (e is IOException ? "the other side ended the connection while TLS was agreed on" : $"no TLS: {(e.InnerException ?? e).Message}"), e);
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }
    }

    /// <summary>The authorities of the file and no others; null for the system's.</summary>
    /// <exception cref="LinkException">The file cannot be read.</exception>
    public static X509ChainPolicy? Policy(string? caFile)
    {
        if (caFile is null)
            return null;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(caFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new LinkException($"{caFile} cannot be read: {e.Message}", e);
        }

        return policy;
    }

    /// <summary>What is wrong with a certificate; null when nothing is.</summary>
    public static string? Objection(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, string host)
    {
        if (certificate is not X509Certificate2 shown)
            return "the other side shows no certificate";

        // The platform compared the certificate with the name that the server was told; what counts is the host that was asked for.
        if (!shown.MatchesHostname(host, allowWildcards: true, allowCommonName: false))
            return $"its certificate is not for {host} but for {Names(shown)}";
        if ((errors & SslPolicyErrors.RemoteCertificateChainErrors) == 0)
            return null;

        var states = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, state) => all | state.Status) ?? X509ChainStatusFlags.NoError;
        return states.HasFlag(X509ChainStatusFlags.NotTimeValid) && Dates(chain!) is { } dates
            ? dates
            : (states & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0
            ? "its certificate comes from an authority that is not trusted"
            : $"its certificate is not valid: {chain?.ChainStatus.FirstOrDefault().StatusInformation ?? "unknown reason"}";
    }

    private static string? Dates(X509Chain chain)
    {
        foreach (var element in chain.ChainElements)
        {
            if (element.Certificate.NotAfter < chain.ChainPolicy.VerificationTime)
                return string.Create(CultureInfo.InvariantCulture, $"its certificate expired on {element.Certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}");
            if (element.Certificate.NotBefore > chain.ChainPolicy.VerificationTime)
                return string.Create(CultureInfo.InvariantCulture, $"its certificate is valid from {element.Certificate.NotBefore.ToUniversalTime():yyyy-MM-dd}: is this machine's clock right?");
        }

        return null;
    }

    private static string Names(X509Certificate2 certificate)
    {
        var alternatives = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames()).Take(3).ToArray();
        return alternatives.Length > 0 ? string.Join(", ", alternatives) : certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
    }
}
