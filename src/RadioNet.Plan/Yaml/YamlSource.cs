using RadioNet.Plan.Reading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace RadioNet.Plan.Yaml;

/// <summary>
/// Reads YAML piece by piece, so that a large text is never in memory as a tree. What can't be read ends
/// the reading with one error; nothing is thrown, and depth and size have limits.
/// </summary>
internal sealed class YamlSource
{
    /// <summary>The deepest legitimate plan (a carrier's key) is 9 deep.</summary>
    public const int DeepestNesting = 16;

    /// <summary>Values in one entry of a list: a subscriber with every talkgroup of a large network fits.</summary>
    public const int LargestEntry = 100_000;

    private readonly Parser _parser;
    private readonly string _text;
    private readonly string _noun;
    private int _values;

    /// <summary>Begins to read.</summary>
    /// <param name="text">The text.</param>
    /// <param name="noun">What the text is, for sentences.</param>
    public YamlSource(string text, string noun = "plan")
    {
        _text = text;
        _noun = noun;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>Why reading ended before its end; null while all is well.</summary>
    public PlanError? Failure { get; private set; }

    /// <summary>The event that the source stands at; null after a failure and past the end.</summary>
    public ParsingEvent? Current { get; private set; }

    /// <summary>Steps to the next event; false at the end and after a failure.</summary>
    public bool Step()
    {
        if (Failure is not null)
        {
            return false;
        }

        try
        {
            Current = _parser.MoveNext() ? _parser.Current : null;
        }
        catch (YamlException e)
        {
            FailSyntax(e);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // The parser's own slips on hostile text; the place is the last one that it could read.
            Fail(Line(Current), Column(Current), "The YAML after this place cannot be read. Is it a text file?");
        }

        return Current is not null;
    }

    /// <summary>Starts counting anew: the next <see cref="ReadNode"/> is an entry of its own.</summary>
    public void BeginEntry() => _values = 0;

    /// <summary>Reads the node at <see cref="Current"/> whole and steps past it; null after a failure.</summary>
    public YamlNode? ReadNode(int depth)
    {
        var here = Current;
        if (here is null)
        {
            return null;
        }

        if (depth > DeepestNesting)
        {
            return Fail(Line(here), Column(here), $"This is nested deeper than anything in a {_noun}. Is a bracket or an indentation wrong before it?");
        }

        if (++_values > LargestEntry)
        {
            return Fail(Line(here), Column(here), $"This entry has more than {LargestEntry} values. Split it, or correct the indentation.");
        }

        return here switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart => ReadSequence(depth),
            MappingStart => ReadMapping(depth),
            AnchorAlias alias => Fail(Line(here), Column(here), $"{Nouns.A(_noun, capital: true)} has no aliases (*{Excerpt.Of(alias.Value.Value)}). Write the value out."),
            _ => Fail(Line(here), Column(here), "This place wants a value, a list or a mapping."),
        };
    }

    public YamlNode? Fail(int line, int column, string message)
    {
        Failure ??= new PlanError(Math.Max(1, line), Math.Max(1, column), message);
        Current = null;
        return null;
    }

    public static int Line(ParsingEvent? at) => at is null ? 1 : (int)Math.Min(at.Start.Line, int.MaxValue);

    public static int Column(ParsingEvent? at) => at is null ? 1 : (int)Math.Min(at.Start.Column, int.MaxValue);

    private YamlScalar ReadScalar(Scalar scalar)
    {
        var node = new YamlScalar(Line(scalar), Column(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain);
        Step();
        return node;
    }

    private YamlSequence? ReadSequence(int depth)
    {
        var list = new YamlSequence(Line(Current), Column(Current));
        Step();
        while (Current is not (null or SequenceEnd))
        {
            if (ReadNode(depth + 1) is { } item)
            {
                list.Items.Add(item);
            }
        }

        Step();
        return Failure is null ? list : null;
    }

    private YamlMapping? ReadMapping(int depth)
    {
        var mapping = new YamlMapping(Line(Current), Column(Current));
        Step();
        while (Current is not (null or MappingEnd))
        {
            if (Current is not Scalar)
            {
                Fail(Line(Current), Column(Current), "A key is one word, such as \"id\". Is a bracket or an indentation wrong before it?");
                break;
            }

            if (ReadNode(depth + 1) is YamlScalar key && ReadNode(depth + 1) is { } value)
            {
                mapping.Entries.Add((key, value));
            }
        }

        Step();
        return Failure is null ? mapping : null;
    }

    private void FailSyntax(YamlException error)
    {
        var (line, column) = ((int)Math.Min(error.Start.Line, int.MaxValue), (int)Math.Min(error.Start.Column, int.MaxValue));
        if (error.Message.Contains("tab", StringComparison.OrdinalIgnoreCase))
        {
            (line, column) = FirstTabFrom(line) ?? (line, column);
            Fail(line, column, "A tab stands here where YAML wants spaces. Indent with spaces.");
            return;
        }

        Fail(line, column, $"This is not valid YAML: {Excerpt.Sentence(error.Message)}");
    }

    private (int Line, int Column)? FirstTabFrom(int line)
    {
        var number = 0;
        foreach (var text in _text.AsSpan().EnumerateLines())
        {
            var indent = text[..(text.Length - text.TrimStart(" \t").Length)];
            if (++number >= line && indent.Contains('\t'))
            {
                return (number, indent.IndexOf('\t') + 1);
            }
        }

        return null;
    }
}
