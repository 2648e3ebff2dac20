using RadioNet.Plan.Model;

namespace RadioNet.Core.Hosting;

/// <summary>The node's data folder, taken for this process alone: two nodes on one folder would each lose the other's work.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    public static DataFolder Take(string path)
    {
        try
        {
            var full = System.IO.Path.GetFullPath(path);
            Directory.CreateDirectory(full);
            var held = new FileStream(System.IO.Path.Combine(full, "node.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataFolder(full, held);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new NodeStartException(
                new LocalizedText(
                    $"Không ghi được vào thư mục dữ liệu {path}. Hãy cấp quyền ghi, hoặc chọn thư mục khác bằng --data DIR.",
                    $"The data folder {path} cannot be written. Give this user the right to write there, or choose another with --data DIR."),
                denied);
        }
        catch (IOException busy)
        {
            throw new NodeStartException(
                new LocalizedText(
                    $"Thư mục dữ liệu {path} đang được một nút khác dùng, hoặc không phải là thư mục. Hãy dừng nút đó, hoặc chọn thư mục khác bằng --data DIR.",
                    $"The data folder {path} is in use by another node, or is no folder. Stop that node, or choose another folder with --data DIR."),
                busy);
        }
    }

    public void Dispose() => _lock.Dispose();
}
