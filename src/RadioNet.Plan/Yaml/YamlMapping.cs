namespace RadioNet.Plan.Yaml;

/// <summary>Keys with their values, in file order; a key may stand there twice.</summary>
internal sealed class YamlMapping(int line, int column) : YamlNode(line, column)
{
    public List<(YamlScalar Key, YamlNode Value)> Entries { get; } = [];
}
