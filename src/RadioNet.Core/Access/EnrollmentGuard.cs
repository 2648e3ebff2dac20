using System.Net;
using System.Net.Sockets;
using RadioNet.Core.Ports;
using RadioNet.Core.Records;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Access;

/// <summary>
/// Limits how often strangers may try to enroll, and says when many tokens are wrong. A guess of 128 bits never comes right; what
/// is guarded is the processor and people's attention.
/// </summary>
internal sealed class EnrollmentGuard(IAlarmBook alarms, TimeProvider time)
{
    private const int Buckets = 1024;

    /// <summary>So many attempts at once from one source, and one in six seconds after that.</summary>
    private const float Burst = 10;
    private const float PerSecond = 1f / 6;

    /// <summary>So many wrong tokens within the time are an alarm.</summary>
    private const int ManyWrong = 20;
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly RateTable _sources = new(Buckets, time, Burst, PerSecond);
    private readonly Queue<long> _wrong = new();

    private long _limited;
    private long _refused;

    /// <summary>Attempts that got no answer but that there were too many.</summary>
    public long Limited => Interlocked.Read(ref _limited);

    /// <summary>Attempts with a token that does not serve.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Whether a source may try once more now.</summary>
    public bool TryTake(IPAddress source)
    {
        lock (_gate)
        {
            if (_sources.TryTake(Network(source)))
            {
                return true;
            }
        }

        Interlocked.Increment(ref _limited);
        return false;
    }

    /// <summary>A token served: behind one address a whole district may be let in, and its attempts do not count.</summary>
    public void Right(IPAddress source)
    {
        lock (_gate)
        {
            _sources.GiveBack(Network(source));
        }
    }

    /// <summary>A token did not serve.</summary>
    public void Wrong(IPAddress source)
    {
        Interlocked.Increment(ref _refused);
        lock (_gate)
        {
            _wrong.Enqueue(time.GetTimestamp());
            while (time.GetElapsedTime(_wrong.Peek()) > Within)
            {
                _wrong.Dequeue();
            }

            if (_wrong.Count < ManyWrong)
            {
                return;
            }

            _wrong.Clear();
        }

        _ = alarms.RaiseAsync(AlarmKind.EnrollmentRefused, "links", new LocalizedText(
            $"{ManyWrong} lần đăng ký với mã sai trong {Within.TotalMinutes} phút, lần cuối từ {source}. Nếu không phải kỹ thuật viên của mình, hãy chặn địa chỉ đó ở tường lửa.",
            $"{ManyWrong} enrollments with a wrong token within {Within.TotalMinutes} minutes, the last from {source}. If that is no technician of yours, close the firewall to it."));
    }

    /// <summary>What one subscriber of a provider has: an IPv4 address, or the first 64 bits of an IPv6 one.</summary>
    private static ulong Network(IPAddress source)
    {
        var address = source.IsIPv4MappedToIPv6 ? source.MapToIPv4() : source;
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? BitConverter.ToUInt64(bytes) : BitConverter.ToUInt32(bytes);
    }
}
