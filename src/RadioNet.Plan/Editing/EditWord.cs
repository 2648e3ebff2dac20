namespace RadioNet.Plan.Editing;

/// <summary>One word of an edit: <c>key=value</c>, <c>key+=value</c> or <c>key-=value</c>.</summary>
internal readonly record struct EditWord(string Key, EditOperation Operation, string Value)
{
    public static bool TryParse(string word, out EditWord edit)
    {
        edit = default;
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
        {
            return false;
        }

        var operation = word[equals - 1] switch
        {
            '+' => EditOperation.Include,
            '-' => EditOperation.Exclude,
            _ => EditOperation.Assign,
        };
        var key = word[..(operation == EditOperation.Assign ? equals : equals - 1)].Trim();
        edit = new EditWord(key, operation, word[(equals + 1)..].Trim());
        return key.Length > 0;
    }
}
