using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RadioNet.Protocols.Tests.Mmdvm;

/// <summary>The C header for firmware says what mmdvm-modem.json says, and a compiler agrees.</summary>
public sealed partial class HeaderTests
{
    private const string Header = "mmdvm_modem.h";

    /// <summary>Names of octets that every frame begins with.</summary>
    private static readonly (string Name, int Offset)[] _head = [("start", 0), ("length", 1), ("command", 2)];

    [Fact]
    public void Every_constant_is_the_datas()
    {
        var defined = Definition().Matches(File.ReadAllText(ModemFile.PathOf(Header)))
            .ToDictionary(match => match.Groups["name"].Value, match => Number(match.Groups["value"].Value));
        var expected = Constants().ToDictionary();
        Assert.Empty(expected.Keys.Except(defined.Keys));
        Assert.Empty(defined.Keys.Except(expected.Keys));
        foreach (var (name, value) in expected) Assert.True(value == defined[name], $"{name} is {defined[name]} and not {value}.");
    }

    [Fact]
    public void A_C_compiler_lays_every_frame_out_as_the_data_says()
    {
        var program = new StringBuilder($"#include <stddef.h>\n#include <stdio.h>\n#include \"{Header}\"\nint main(void)\n{{\n");
        var expected = new List<string>();
        foreach (var message in ModemFile.List("messages", 21))
        {
            string type = message.Text("struct");
            Print($"sizeof({type})", message.Number("length"));
            foreach (var (name, offset) in _head) Print($"offsetof({type}, {name})", offset);
            foreach (var field in message.GetProperty("fields").EnumerateArray())
            {
                Print($"offsetof({type}, {field.Text("name")})", field.Number("offset"));
                Print($"sizeof((({type} *)0)->{field.Text("name")})", field.Number("octets"));
            }
        }

        program.Append("    return 0;\n}\n");
        Assert.Equal(expected, CompileAndRun("gcc", "libc6-dev", "cc", "-std=c11", ".c", program.ToString()));

        void Print(string expression, int value)
        {
            program.Append(CultureInfo.InvariantCulture, $"    printf(\"%s %u\\n\", \"{expression}\", (unsigned)({expression}));\n");
            expected.Add(string.Create(CultureInfo.InvariantCulture, $"{expression} {value}"));
        }
    }

    [Fact]
    public void A_Cpp_compiler_takes_it_too() =>
        Assert.Equal(["40"], CompileAndRun("g++", "libc6-dev", "c++", "-std=c++11", ".cpp", $$"""
            #include <cstdio>
            #include "{{Header}}"
            int main()
            {
                std::printf("%u\n", (unsigned)sizeof(mmdvm_set_config_2));
                return 0;
            }

            """));

    [Theory]
    [InlineData("layout.c:2:10: fatal error: stdio.h: No such file or directory", "stdio.h")]
    [InlineData("layout.cpp:1:10: fatal error: 'cstdio' file not found", "cstdio")]
    [InlineData("/usr/include/c++/14/bits/os_defines.h:39:10: fatal error: features.h: No such file or directory", "features.h")]
    [InlineData("layout.c:3:10: fatal error: mmdvm_modem.h: No such file or directory", null)]
    [InlineData("mmdvm_modem.h:40:5: error: unknown type name 'uint8'", null)]
    public void A_library_that_is_not_installed_is_no_fault_of_the_header(string said, string? missing) => Assert.Equal(missing, MissingLibraryHeader(said));

    private static IEnumerable<KeyValuePair<string, long>> Constants()
    {
        foreach (var limit in ModemFile.List("limits", 9)) yield return new($"MMDVM_{limit.Text("name")}", limit.Number("value"));
        foreach (var timer in ModemFile.List("timers", 10)) yield return new($"MMDVM_TIMER_{timer.Text("name")}_MS", timer.Number("ms"));
        foreach (var command in ModemFile.List("commands", 40)) yield return new($"MMDVM_CMD_{command.Text("name")}", command.Hex("code"));
        foreach (var state in ModemFile.List("states", 27)) yield return new($"MMDVM_STATE_{state.Text("name")}", state.Number("code"));
        foreach (var reason in ModemFile.List("nakReasons", 6)) yield return new($"MMDVM_NAK_{reason.Text("name")}", reason.Number("code"));
        foreach (var flag in ModemFile.List("statusFlags", 7)) yield return new($"MMDVM_STATUS_FLAG_{flag.Text("name")}", flag.Hex("mask"));
        foreach (var flag in ModemFile.List("configurationFlags", 7)) yield return new($"MMDVM_CONFIG_FLAG_{flag.Text("name")}", flag.Hex("mask"));
        foreach (var octet in ModemFile.List("dmrControl", 5)) yield return new($"MMDVM_DMR_CONTROL_{octet.Text("name")}", octet.Hex("code"));
        foreach (var processor in ModemFile.List("processors", 3)) yield return new($"MMDVM_PROCESSOR_{processor.Text("name")}", processor.Number("code"));
        var messages = ModemFile.List("messages", 21);
        foreach (var message in messages)
            foreach (var field in message.GetProperty("fields").EnumerateArray().Where(field => field.TryGetProperty("mask", out _)))
                yield return new($"{message.Text("struct")}_{field.Text("name")}".ToUpperInvariant(), field.Hex("mask"));
        (string Place, string Struct)[] places =
        [
            ("version", "mmdvm_version_2"), ("configuration1", "mmdvm_set_config_1"), ("configuration2", "mmdvm_set_config_2"), ("status1", "mmdvm_status_1"),
        ];
        foreach (var (place, type) in places)
        {
            var fields = messages.Single(message => message.Text("struct") == type).GetProperty("fields");
            foreach (var mode in ModemFile.List("modes", 9))
            {
                if (!mode.TryGetProperty(place, out var where)) continue;
                var field = fields.EnumerateArray().Single(field => field.Number("offset") == where.Number("offset"));
                yield return new($"{type}_{field.Text("name")}_{mode.Text("name")}".ToUpperInvariant(), where.Hex("mask"));
            }
        }
    }

    private static long Number(string text)
    {
        string digits = text.TrimEnd('u', 'l');
        return digits.StartsWith("0x", StringComparison.Ordinal) ? Convert.ToInt64(digits, 16) : long.Parse(digits, CultureInfo.InvariantCulture);
    }

    /// <summary>What a program prints, line by line; the test is skipped with the packages that are missing.</summary>
    private static string[] CompileAndRun(string package, string library, string compiler, string standard, string extension, string program)
    {
        string folder = Directory.CreateTempSubdirectory("radionet-header-").FullName;
        try
        {
            string source = Path.Combine(folder, "layout" + extension), binary = Path.Combine(folder, "layout");
            File.WriteAllText(source, program);
            string[] arguments = [standard, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I", Path.GetDirectoryName(ModemFile.PathOf(Header))!, source, "-o", binary];
            if (Run(compiler, arguments) is not { } compiled)
            {
                Assert.Skip($"There is no {compiler}: install {package} and {library}.");
                return [];
            }

            if (MissingLibraryHeader(compiled.Output) is { } missing) Assert.Skip($"{compiler} finds no {missing}: install {package} and {library}.");
            Assert.True(compiled.ExitCode == 0, compiled.Output);
            var run = Run(binary, [])!.Value;
            Assert.Equal(0, run.ExitCode);
            return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The header that a compiler did not find, unless it is the one under test; null when that is not what stopped it.</summary>
    private static string? MissingLibraryHeader(string said) =>
        Missing().Match(said) is { Success: true } match && match.Groups["header"].Value != Header ? match.Groups["header"].Value : null;

    private static (int ExitCode, string Output)? Run(string command, string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["LC_ALL"] = "C" } };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.Result);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@"fatal error: '?(?<header>[\w./+-]+?)'?(: No such file| file not found)")]
    private static partial Regex Missing();

    [GeneratedRegex(@"^#define (?<name>MMDVM_\w+)\s+(?<value>0x[0-9A-F]+u|\d+ul?)(\s|$)", RegexOptions.Multiline)]
    private static partial Regex Definition();
}
