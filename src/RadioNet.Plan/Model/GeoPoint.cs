namespace RadioNet.Plan.Model;

/// <summary>A point on the ground, WGS 84 degrees, north and east positive.</summary>
public readonly record struct GeoPoint(double Latitude, double Longitude);
