using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RadioNet.Consoles.Tests;

[Collection(nameof(ConsoleRig))]
public sealed class SignInTests(ConsoleRig rig)
{
    [Fact]
    public async Task A_dispatcher_signs_in_sees_what_is_his_and_signs_out()
    {
        var page = await rig.OpenAsync();
        var wrong = new List<string>();
        page.Console += (_, said) => { if (said.Type == "error" && !said.Text.Contains("WebSocket", StringComparison.Ordinal)) wrong.Add(said.Text); };
        await page.GotoAsync("/console");
        await Expect(page).ToHaveURLAsync($"{rig.Web}/console/sign-in");
        await page.FillAsync("input[name=name]", "chief");
        await page.FillAsync("input[name=password]", "not that one");
        await page.ClickAsync("button.main");
        await Expect(page.Locator(".wrong")).ToHaveTextAsync("Sai tên hoặc mật khẩu.");
        await ConsoleRig.PictureAsync(page, "sign-in-wrong");

        await page.FillAsync("input[name=name]", "chief");
        await page.FillAsync("input[name=password]", ConsoleRig.Password);
        await page.ClickAsync("button.main");
        await Expect(page.Locator(".tile h2")).ToHaveTextAsync(["Chỉ huy tỉnh", "Cứu hộ cứu nạn", "Công an Ea Kar", "Phòng cháy Ea Kar"]);
        await Expect(page.Locator(".ptt")).ToHaveCountAsync(4);
        Assert.Empty(wrong);

        var cookie = (await page.Context.CookiesAsync()).Single(one => one.Name == "radionet-console");
        Assert.True(cookie.HttpOnly);
        await page.ClickAsync("text=Đăng xuất");
        await Expect(page).ToHaveURLAsync($"{rig.Web}/console/sign-in");
        await page.Context.AddCookiesAsync([new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path }]);
        await page.GotoAsync("/console");
        await Expect(page).ToHaveURLAsync($"{rig.Web}/console/sign-in?why=ended");
    }

    [Fact]
    public async Task A_listener_hears_what_goes_to_his_place_and_has_no_talk_button()
    {
        var page = await rig.SignInAsync("ear", "en-GB");
        await Expect(page.Locator(".tile h2")).ToHaveTextAsync(["Ea Kar police", "Ea Kar fire"]);
        await Expect(page.Locator(".ptt")).ToHaveCountAsync(0);
        await page.ClickAsync("text=Tiếng Việt");
        await Expect(page.Locator(".tile h2")).ToHaveTextAsync(["Công an Ea Kar", "Phòng cháy Ea Kar"]);
    }

    [Fact]
    public async Task A_form_of_another_page_signs_nobody_in()
    {
        var page = await rig.OpenAsync();
        var form = page.APIRequest.CreateFormData();
        form.Set("name", "chief");
        form.Set("password", ConsoleRig.Password);
        var answer = await page.APIRequest.PostAsync("/console/enter", new APIRequestContextOptions { Form = form });
        Assert.EndsWith("/console/sign-in?why=again", answer.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(await page.Context.CookiesAsync(), cookie => cookie.Name == "radionet-console");
        Assert.Equal(401, (await page.APIRequest.GetAsync("/console/replay?call=x")).Status);
    }
}
