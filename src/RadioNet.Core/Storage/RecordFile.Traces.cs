using Google.Protobuf;
using LiteDB;
using RadioNet.Api;

namespace RadioNet.Core.Storage;

/// <summary>The marks of spurts, by their calls.</summary>
internal sealed partial class RecordFile
{
    private const string Marks = "marks";

    public void Append(IReadOnlyList<SpurtMarks> marks) => _file.Change(db =>
        db.GetCollection(Marks).Insert(marks.Select(spurt => new BsonDocument { ["_id"] = $"{spurt.Call} {ObjectId.NewObjectId()}", ["marks"] = spurt.ToByteArray() })));

    public List<SpurtMarks> MarksOf(string call) => _file.Read(db =>
        db.GetCollection(Marks).Find(Query.StartsWith("_id", call + " ")).OrderBy(row => row["_id"].AsString, StringComparer.Ordinal)
            .Select(row => SpurtMarks.Parser.ParseFrom(row["marks"].AsBinary)).Where(spurt => spurt.Call == call).ToList());
}
