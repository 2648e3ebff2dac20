using RadioNet.Api.Links;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Hosting;

/// <summary>The node's data folder, taken for this process alone.</summary>
internal static class DataFolder
{
    /// <exception cref="NodeStartException">It cannot be had.</exception>
    public static FolderLock Take(string path)
    {
        try
        {
            return FolderLock.Take(path, "node.lock");
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
}
