using LiteDB;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Tests.Storage;

public sealed class FullDiskTests : IDisposable
{
    /// <summary>ENOSPC, by which the node tells people that the disk is full.</summary>
    private const int NoSpace = 28;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly SmallDisk _disk = new(4096);

    private string Path => System.IO.Path.Combine(_disk.Path, "some.db");

    public void Dispose() => _disk.Dispose();

    [Fact]
    public async Task A_full_disk_refuses_a_change_and_takes_the_next_one_when_it_has_room()
    {
        using var file = new DurableFile(Path);
        await Within(() => Insert(file, 1));
        _disk.Fill();
        foreach (var id in Enumerable.Range(2, 3))
        {
            var refused = await Assert.ThrowsAnyAsync<IOException>(() => Within(() => Insert(file, id)));
            Assert.Equal(NoSpace, refused.HResult & 0xFFFF);
            var held = await Within(() => Ids(file));
            Assert.Equal([1], held);
        }

        _disk.Free();
        await Within(() => Insert(file, 5));
        Assert.Equal([1, 5], Ids(file));
        file.Dispose();
        using var again = new DurableFile(Path);
        Assert.Equal([1, 5], Ids(again));
    }

    [Fact]
    public async Task What_the_log_alone_had_room_for_is_not_lost()
    {
        const int Room = 400 << 10;
        using (var file = new DurableFile(Path))
        {
            await Within(() => Insert(file, 1));
            _disk.Fill(butFor: Room);
            var accepted = new List<int> { 1 };
            var refused = 0;
            for (var id = 2; id < 60; id++)
            {
                try
                {
                    await Within(() => Insert(file, id));
                    accepted.Add(id);
                }
                catch (IOException)
                {
                    refused++;
                }

                var held = await Within(() => Ids(file));
                Assert.Equal(accepted, held);
            }

            Assert.NotEqual(0, refused);
            Assert.InRange(accepted.Count, 5, 50);
            var kept = Directory.CreateTempSubdirectory("radionet-test-").FullName;
            try
            {
                // As the disk is in this moment, a process that was killed finds it.
                foreach (var of in Directory.GetFiles(_disk.Path, "some*"))
                {
                    File.Copy(of, System.IO.Path.Combine(kept, System.IO.Path.GetFileName(of)));
                }

                using var afterKill = new DurableFile(System.IO.Path.Combine(kept, "some.db"));
                Assert.Equal(accepted, Ids(afterKill));
            }
            finally
            {
                Directory.Delete(kept, recursive: true);
            }

            _disk.Free();
            await Within(() => Insert(file, 100));
            Assert.Equal([.. accepted, 100], Ids(file));
        }
    }

    /// <summary>A database that waits for ever must not hang the test.</summary>
    private static Task<T> Within<T>(Func<T> what) => Task.Run(what).WaitAsync(Patience);

    private static BsonValue Insert(DurableFile file, int id) =>
        file.Change(db => db.GetCollection("things").Insert(new BsonDocument { ["_id"] = id, ["what"] = new byte[20_000] }));

    private static int[] Ids(DurableFile file) => file.Read(db => db.GetCollection("things").FindAll().Select(row => row["_id"].AsInt32).Order().ToArray());
}
