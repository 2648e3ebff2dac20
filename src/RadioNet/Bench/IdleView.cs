using System.Globalization;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Bench;

/// <summary>What an idle node costs, as one line of JSON and as a table.</summary>
internal static class IdleView
{
    public static void Write(Output output, BenchScenario scenario, IdleResult result)
    {
        if (output.Json)
        {
            output.Object(json =>
            {
                BenchJson.Write(json, scenario, result.MachineLoad);
                json.WriteNumber("readySeconds", BenchJson.Round(result.Ready.TotalSeconds));
                json.WriteNumber("loginSeconds", BenchJson.Round(result.Login.TotalSeconds));
                json.WriteObjects("states", result.States, state =>
                {
                    json.WriteNumber("sessions", state.Sessions);
                    json.WriteNumber("processorPercentOfCore", BenchJson.Round(state.ProcessorShare * 100));
                    json.WriteNumber("memoryBytes", state.Memory);
                });
            });
            return;
        }

        var language = output.Language;
        output.Say(
            $"Sẵn sàng sau {Number(result.Ready.TotalSeconds)} s; mọi trạm đăng nhập sau {Number(result.Login.TotalSeconds)} s; tải máy lúc đầu {Number(result.MachineLoad)}.",
            $"Ready after {Number(result.Ready.TotalSeconds)} s; all logged in after {Number(result.Login.TotalSeconds)} s; machine load {Number(result.MachineLoad)} at the start.");
        output.Table(
            [language.Say("Trạm đăng nhập", "Sessions"), language.Say("Bộ xử lý, % một lõi", "Processor, % of a core"), language.Say("Bộ nhớ, MB", "Memory, MB")],
            result.States.Select(state => (string[])[Number(state.Sessions), Number(state.ProcessorShare * 100), Number(state.Memory / 1e6)]));
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
