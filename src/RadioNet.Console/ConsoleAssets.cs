using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RadioNet.Consoles;

/// <summary>What a browser loads: style, scripts, worklets. Their address holds a hash of them all, so that a browser keeps them for as long as they are the same.</summary>
internal static class ConsoleAssets
{
    private const string Prefix = "assets/";

    private static readonly FrozenDictionary<string, byte[]> _files = Load();

    private static readonly string _hash = Hash();

    /// <summary>Where a browser finds one.</summary>
    public static string Url(string name) => $"/console/assets/{_hash}/{name}";

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/console/assets/{hash}/{name}", (string hash, string name, HttpContext context) =>
    {
        if (!_files.TryGetValue(name, out var octets))
        {
            return Results.NotFound();
        }

        // A page of another version of the node gets what there is, and keeps it no longer than it must.
        context.Response.Headers.CacheControl = hash == _hash ? "public, max-age=31536000, immutable" : "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(octets, Path.GetExtension(name) switch
        {
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            _ => "image/svg+xml",
        });
    });

    private static FrozenDictionary<string, byte[]> Load()
    {
        var assembly = typeof(ConsoleAssets).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToFrozenDictionary(
            name => name[Prefix.Length..],
            name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                var octets = new byte[stream.Length];
                stream.ReadExactly(octets);
                return octets;
            });
    }

    private static string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in _files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(file.Value);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
