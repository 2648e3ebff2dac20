using RadioNet.Plan.Yaml;
using RadioNet.Protocols.M17;

namespace RadioNet.Plan.Reading;

/// <content>Callsigns.</content>
internal sealed partial class ItemReader
{
    /// <summary>A callsign as M17 can say it; null where it is missing or none.</summary>
    public M17Address? Callsign(string key, int longest, bool required)
    {
        var node = required ? Required(key) : Find(key);
        if (node is null)
        {
            return null;
        }

        if (node is YamlScalar { IsNull: false } scalar && scalar.Text.Length <= longest && !scalar.Text.Contains(' ', StringComparison.Ordinal)
            && M17Address.TryParse(scalar.Text, out var callsign) && callsign.IsCallsign)
        {
            return callsign;
        }

        Errors.Add(node, $"\"{key}\" is {Shown(node)}. Write a callsign of letters A–Z, digits, \"-\", \"/\" and \".\", at most {longest} long.");
        return null;
    }
}
