using RadioNet.Api.Links;
using RadioNet.Plan.Model;

namespace RadioNet.BaseStation.Hosting;

/// <summary>A base station's data folder, taken for this process alone.</summary>
internal static class StationFolder
{
    /// <exception cref="StationStartException">It cannot be had.</exception>
    public static FolderLock Take(string path)
    {
        try
        {
            return FolderLock.Take(path, "station.lock");
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new StationStartException(
                new LocalizedText(
                    $"Không ghi được vào thư mục dữ liệu {path}. Hãy cấp quyền ghi, hoặc chọn thư mục khác bằng --data DIR.",
                    $"The data folder {path} cannot be written. Give this user the right to write there, or choose another with --data DIR."),
                denied);
        }
        catch (IOException busy)
        {
            throw new StationStartException(
                new LocalizedText(
                    $"Thư mục dữ liệu {path} đang được một trạm gốc khác dùng, hoặc không phải là thư mục. Hãy dừng trạm đó, hoặc chọn thư mục khác bằng --data DIR.",
                    $"The data folder {path} is in use by another base station, or is no folder. Stop that one, or choose another folder with --data DIR."),
                busy);
        }
    }
}
