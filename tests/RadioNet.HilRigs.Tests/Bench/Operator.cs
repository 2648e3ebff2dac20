using RadioNet.Plan.Model;

namespace RadioNet.HilRigs.Tests.Bench;

/// <summary>The person at a rig, who is asked for what no machine does. What is asked for shows itself at the modem; nothing is to be typed.</summary>
internal static class Operator
{
    /// <summary>The variable by which a person says to be there.</summary>
    public const string Variable = "RADIONET_RIG_OPERATOR";

    public static bool IsThere => Environment.GetEnvironmentVariable(Variable) is "1" or "yes" or "true";

    public static LocalizedText Missing { get; } = new(
        $"Cần người thao tác tại giàn. Hãy đặt {Variable}=1 khi có người.",
        $"It needs a person at the rig. Set {Variable}=1 when there is one.");

    public static void Ask(LocalizedText what)
    {
        Console.Error.WriteLine($"\a>>> {what.Vi}");
        Console.Error.WriteLine($">>> {what.En}");
    }
}
