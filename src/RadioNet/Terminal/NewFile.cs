namespace RadioNet.Command.Terminal;

/// <summary>Files that a verb makes: none that is there already is written over.</summary>
internal static class NewFile
{
    public static async Task SaveAsync(string path, byte[] octets, CancellationToken cancel)
    {
        try
        {
            var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(octets, cancel).ConfigureAwait(false);
            }
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new Failure($"{path} đã có. Hãy chọn tên khác.", $"{path} is there already. Choose another name.");
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new Failure($"Không ghi được {path}: {failed.Message}", $"{path} cannot be written: {failed.Message}");
        }
    }
}
