using System.Globalization;
using RadioNet.Plan.Model;
using RadioNet.Plan.Yaml;

namespace RadioNet.Plan.Reading;

/// <content>Numbers with units, signs and fractions.</content>
internal sealed partial class ItemReader
{
    /// <summary>A duration with its range.</summary>
    public TimeSpan Duration(string key, TimeSpan least, TimeSpan most, TimeSpan fallback)
    {
        if (Find(key) is not { } node)
        {
            return fallback;
        }

        if (node is YamlScalar scalar && Measures.TryDuration(scalar.Text, out var duration) && duration >= least && duration <= most)
        {
            return duration;
        }

        Errors.Add(node, $"\"{key}\" is {Shown(node)}. Write a duration from {Measures.Text(least)} to {Measures.Text(most)} with its unit, such as 3s, 500ms or 2m.");
        return fallback;
    }

    /// <summary>A day that may be missing; null, with an error, when it is none.</summary>
    public DateOnly? Date(string key)
    {
        if (Find(key) is not { } node)
        {
            return null;
        }

        if (node is YamlScalar scalar && Measures.TryDate(scalar.Text, out var day))
        {
            return day;
        }

        Errors.Add(node, $"\"{key}\" is {Shown(node)}. Write a date as year-month-day, such as 2025-07-01.");
        return null;
    }

    /// <summary>A carrier's frequency; null, with an error, when it is missing or out of range.</summary>
    public Hertz? RequiredFrequency(string key)
    {
        if (Required(key) is not { } node)
        {
            return null;
        }

        if (node is YamlScalar scalar && Measures.TryFrequency(scalar.Text, out var frequency)
            && frequency.Value >= Hertz.LowestCarrier.Value && frequency.Value <= Hertz.HighestCarrier.Value)
        {
            return frequency;
        }

        Errors.Add(node, $"\"{key}\" is {Shown(node)}. Write a frequency from {Hertz.LowestCarrier} to {Hertz.HighestCarrier} with its unit, such as 416.0125 MHz.");
        return null;
    }

    /// <summary>What is added to a frequency: whole hertz of either sign, with its unit.</summary>
    public Hertz FrequencyOffset(string key, Hertz most, Hertz fallback)
    {
        if (Find(key) is not { } node)
        {
            return fallback;
        }

        if (node is YamlScalar scalar && Measures.TryOffset(scalar.Text, out var offset) && Math.Abs(offset.Value) <= most.Value)
        {
            return offset;
        }

        Errors.Add(node, $"\"{key}\" is {Shown(node)}. Write an offset from -{most.Value} Hz to {most.Value} Hz with its unit, such as -250 Hz.");
        return fallback;
    }

    /// <summary>A share with its range.</summary>
    public Percent Percent(string key, Percent least, Percent most, Percent fallback)
    {
        if (Find(key) is not { } node)
        {
            return fallback;
        }

        if (node is YamlScalar scalar && Measures.TryPercent(scalar.Text, out var percent) && percent.Value >= least.Value && percent.Value <= most.Value)
        {
            return percent;
        }

        Errors.Add(node, $"\"{key}\" is {Shown(node)}. Write a share from {least} to {most} with at most one decimal, such as 47.5 %.");
        return fallback;
    }

    /// <summary>A whole number of either sign with its range.</summary>
    public int SignedNumber(string key, int least, int most, int fallback)
    {
        if (Find(key) is not { } node)
        {
            return fallback;
        }

        if (node is YamlScalar scalar && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most)
        {
            return value;
        }

        Errors.Add(node, string.Create(CultureInfo.InvariantCulture, $"\"{key}\" is {Shown(node)}. Write a whole number from {least} to {most}."));
        return fallback;
    }

    /// <summary>A degree with its range; null, with an error, when it is missing or none.</summary>
    public double? RequiredDegree(string key, int most)
    {
        if (Required(key) is not { } node)
        {
            return null;
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (node is YamlScalar scalar && double.TryParse(scalar.Text, Style, CultureInfo.InvariantCulture, out var degree) && Math.Abs(degree) <= most)
        {
            return degree;
        }

        Errors.Add(node, $"\"{key}\" is {Shown(node)}. Write degrees from -{most} to {most} with a decimal point, such as 12.6797.");
        return null;
    }
}
