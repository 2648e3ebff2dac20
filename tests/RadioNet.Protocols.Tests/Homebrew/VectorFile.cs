using System.Text.Json;

namespace RadioNet.Protocols.Tests.Homebrew;

/// <summary>A file of vectors out of firmware-interfaces, copied beside the tests.</summary>
internal static class VectorFile
{
    public static IEnumerable<JsonElement> Read(string name) => Read("homebrew", name);

    public static IEnumerable<JsonElement> Read(string folder, string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "vectors", folder, name);
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        foreach (var vector in document.RootElement.GetProperty("vectors").EnumerateArray())
        {
            Assert.False(string.IsNullOrWhiteSpace(vector.GetProperty("origin").GetString()), "Each vector says where it came from.");
            yield return vector.Clone();
        }
    }

    public static string Name(this JsonElement vector) => vector.Text("name")!;

    public static bool Accept(this JsonElement vector) => vector.GetProperty("accept").GetBoolean();

    public static byte[] Octets(this JsonElement vector, string property = "hex") => Convert.FromHexString(vector.Text(property)!);

    public static string? Text(this JsonElement vector, string property) => vector.GetProperty(property).GetString();

    public static uint Number(this JsonElement vector, string property) => vector.GetProperty(property).GetUInt32();

    public static bool Flag(this JsonElement vector, string property) => vector.GetProperty(property).GetBoolean();

    public static T Enumerated<T>(this JsonElement vector, string property)
        where T : struct, Enum => Enum.Parse<T>(vector.Text(property)!);
}
