using System.Text.Json;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Protocols.Tests.Mmdvm;

/// <summary>The files of firmware-interfaces/mmdvm-modem, copied beside the tests.</summary>
internal static class ModemFile
{
    public static readonly JsonElement Data = Open("mmdvm-modem.json");

    private static readonly JsonElement Vectors = Open("vectors.json");

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "vectors", "mmdvm-modem", name);

    /// <summary>The entries of a list of the data, at least as many as are promised, so that an empty file proves nothing.</summary>
    public static List<JsonElement> List(string name, int atLeast) => ListOf(Data, name, atLeast);

    public static List<JsonElement> Frames()
    {
        var frames = ListOf(Vectors, "frames", 100);
        Assert.All(frames, HasOrigin);
        return frames;
    }

    public static List<JsonElement> Streams()
    {
        var streams = ListOf(Vectors, "streams", 10);
        Assert.All(streams, HasOrigin);
        return streams;
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static string? TextOrNull(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static int Number(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static int NumberOr(this JsonElement element, string name, int otherwise) =>
        element.TryGetProperty(name, out var value) ? value.GetInt32() : otherwise;

    public static bool Flag(this JsonElement element, string name, bool otherwise = false) =>
        element.TryGetProperty(name, out var value) ? value.GetBoolean() : otherwise;

    /// <summary>A number written as hexadecimal digits.</summary>
    public static int Hex(this JsonElement element, string name) => Convert.ToInt32(element.Text(name), 16);

    public static byte[] Octets(this JsonElement element) => Convert.FromHexString(element.Text("hex"));

    public static FrameDirection Direction(this JsonElement element) => element.Text("direction") switch
    {
        "to-modem" => FrameDirection.ToModem,
        "to-host" => FrameDirection.ToHost,
        var other => throw new InvalidDataException(other),
    };

    /// <summary>The protocol that an entry speaks of; 2 when it doesn't matter.</summary>
    public static ModemProtocol Protocol(this JsonElement element) => (ModemProtocol)element.NumberOr("protocol", 2);

    private static void HasOrigin(JsonElement vector) =>
        Assert.Matches("^(captured: |from source: |composed )", vector.Text("origin"));

    private static List<JsonElement> ListOf(JsonElement file, string name, int atLeast)
    {
        List<JsonElement> list = [.. file.GetProperty(name).EnumerateArray()];
        Assert.True(list.Count >= atLeast, $"{name} has fewer than {atLeast} entries.");
        return list;
    }

    private static JsonElement Open(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf(name)));
        return document.RootElement.Clone();
    }
}
