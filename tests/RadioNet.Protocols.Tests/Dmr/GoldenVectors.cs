using System.Text.Json;

namespace RadioNet.Protocols.Tests.Dmr;

/// <summary>The vectors of <c>firmware-interfaces/dmr-air-interface</c>; their README says where each came from.</summary>
internal static class GoldenVectors
{
    private static readonly JsonDocument Document = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "dmr-air-interface", "dmr_golden_vectors.json")));

    public static JsonElement Get(string key) => Document.RootElement.GetProperty(key);

    /// <summary>The entries of a list, at least as many as are promised, so that an empty file proves nothing.</summary>
    public static IEnumerable<JsonElement> List(string key, int atLeast)
    {
        Assert.True(Get(key).GetArrayLength() >= atLeast, $"{key} has fewer than {atLeast} vectors.");
        return Get(key).EnumerateArray();
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static int Number(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static byte[] Octets(this JsonElement element, string name) => Convert.FromHexString(element.Text(name));

    public static uint Word(this JsonElement element, string name) => Convert.ToUInt32(element.Text(name), 2);

    public static uint[] Fragments(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(fragment => Convert.ToUInt32(fragment.GetString(), 16))];

    /// <summary>A string of 0 and 1 as octets, the last one filled with zeros.</summary>
    public static byte[] Bits(string bits)
    {
        var octets = new byte[(bits.Length + 7) / 8];
        for (var bit = 0; bit < bits.Length; bit++)
            octets[bit / 8] |= (byte)((bits[bit] - '0') << (7 - bit % 8));
        return octets;
    }
}
