using RadioNet.Api;

namespace RadioNet.BaseStation.Fallback;

/// <summary>
/// Brings a station's records to its disk and from there to its node, each once as far as the node's disk is concerned (contract:
/// <c>LocalRecord</c> in <c>site_link.proto</c>). Safe from any thread; <see cref="Keep"/> waits for the disk.
/// </summary>
/// <param name="log">Where they are kept.</param>
public sealed class LocalRecordDelivery(LocalRecordLog log)
{
    /// <summary>Records that are on their way to the node at once.</summary>
    public const int Window = 64;

    /// <summary>Records that wait for a disk that refuses them; the oldest is lost, and counted, for one that finds no room.</summary>
    public const int MostUnwritten = 4096;

    private readonly Lock _gate = new();
    private readonly Queue<LocalRecord> _unwritten = new();
    private long _lost;
    private ulong _sent;

    /// <summary>Records that were lost, here or in the log, because there was no room.</summary>
    public long Lost => Interlocked.Read(ref _lost) + log.Lost;

    /// <summary>Takes records, and those that the disk refused before; false while it refuses.</summary>
    public bool Keep(IReadOnlyList<LocalRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        lock (_gate)
        {
            foreach (var record in records)
            {
                if (_unwritten.Count == MostUnwritten)
                {
                    _unwritten.Dequeue();
                    _lost++;
                }

                _unwritten.Enqueue(record);
            }

            if (_unwritten.Count > 0 && !log.TryAppend([.. _unwritten]))
            {
                return false;
            }

            _unwritten.Clear();
            return true;
        }
    }

    /// <summary>A node serves the station anew: it is told all again that no node has.</summary>
    public void Attached()
    {
        lock (_gate)
        {
            _sent = 0;
        }
    }

    /// <summary>Sends what may be sent now; to be called after <see cref="Keep"/>, <see cref="Attached"/> and <see cref="Stored"/>.</summary>
    /// <param name="send">Takes a message for the node; false when it has no room, or no node is there.</param>
    public void Send(Func<FromBaseStation, bool> send)
    {
        ArgumentNullException.ThrowIfNull(send);
        lock (_gate)
        {
            foreach (var record in log.After(0, Window))
            {
                if (record.Sequence <= _sent)
                {
                    continue;
                }

                if (!send(new FromBaseStation { Record = record }))
                {
                    return;
                }

                _sent = record.Sequence;
            }
        }
    }

    /// <summary>The node said what it has.</summary>
    public void Stored(LocalRecordsStored stored) => log.Stored(stored);
}
