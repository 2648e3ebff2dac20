namespace RadioNet.Plan.Yaml;

/// <summary>A piece of YAML and where it begins: line and column from 1, columns in UTF-16 units.</summary>
internal abstract class YamlNode(int line, int column)
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}
