using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr;

/// <summary>
/// The GPS info link control, which talks of the talker in embedded signalling (ETSI TS 102 361-2, clause 7.1.1.3): bits 16
/// reserved(4), 20 position error(3), 23 longitude(25), 48 latitude(24), both two's complement.
/// </summary>
/// <param name="Error">How far it may be off.</param>
/// <param name="LongitudeSteps">-2^24 to 2^24 - 1, of 360/2^25 degrees, east positive.</param>
/// <param name="LatitudeSteps">-2^23 to 2^23 - 1, of 180/2^24 degrees, north positive.</param>
public readonly record struct GpsInfo(PositionError Error, int LongitudeSteps, int LatitudeSteps)
{
    private const double LongitudeStep = 360.0 / (1 << 25);
    private const double LatitudeStep = 180.0 / (1 << 24);

    /// <summary>Degrees, east positive.</summary>
    public double Longitude => LongitudeSteps * LongitudeStep;

    /// <summary>Degrees, north positive.</summary>
    public double Latitude => LatitudeSteps * LatitudeStep;

    /// <summary>A position in degrees, to the nearest step; ±90 and +180 degrees become the last step before.</summary>
    public static GpsInfo FromDegrees(double latitude, double longitude, PositionError error) => new(
        error,
        (int)Math.Clamp(Math.Round(longitude / LongitudeStep), -(1 << 24), (1 << 24) - 1),
        (int)Math.Clamp(Math.Round(latitude / LatitudeStep), -(1 << 23), (1 << 23) - 1));

    /// <summary>Reads the message.</summary>
    /// <returns>False when it is another message or another feature set's.</returns>
    public static bool TryRead(in LinkControl lc, out GpsInfo gps)
    {
        Span<byte> octets = stackalloc byte[LinkControl.Octets];
        lc.Write(octets);
        gps = new GpsInfo(
            (PositionError)BitFields.Read(octets, 20, 3),
            (int)(BitFields.Read(octets, 23, 25) << 7) >> 7,
            (int)(BitFields.Read(octets, 48, 24) << 8) >> 8);
        return lc.Flco == Flco.GpsInfo && lc.FeatureSet == FeatureSetId.Standard && !lc.IsProtected;
    }

    /// <summary>Makes the message.</summary>
    public LinkControl ToLinkControl()
    {
        Span<byte> octets = stackalloc byte[LinkControl.Octets];
        octets.Clear();
        octets[0] = (byte)Flco.GpsInfo;
        BitFields.Write(octets, 20, 3, (uint)Error);
        BitFields.Write(octets, 23, 25, (uint)LongitudeSteps);
        BitFields.Write(octets, 48, 24, (uint)LatitudeSteps);
        return LinkControl.Read(octets);
    }
}
