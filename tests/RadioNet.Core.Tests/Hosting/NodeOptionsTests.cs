using System.Net;
using System.Reflection;
using Microsoft.Extensions.Logging;
using RadioNet.Core.Hosting;

namespace RadioNet.Core.Tests.Hosting;

public class NodeOptionsTests
{
    [Theory]
    [InlineData("127.0.0.1:8080", "127.0.0.1", 8080)]
    [InlineData("localhost:0", "127.0.0.1", 0)]
    [InlineData("0.0.0.0:62031", "0.0.0.0", 62031)]
    [InlineData("[::1]:8081", "::1", 8081)]
    public void Addresses_are_read(string text, string address, int port)
    {
        Assert.True(ListenAddress.TryParse(text, out var read));
        Assert.Equal(new IPEndPoint(IPAddress.Parse(address), port), read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("8081")]
    [InlineData(":8081")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("::1:8081")]
    [InlineData("1:80")]
    [InlineData("[127.0.0.1]:80")]
    [InlineData("radio.example:80")]
    public void Other_words_are_no_address(string? text) => Assert.False(ListenAddress.TryParse(text, out _));

    [Fact]
    public void Beyond_loopback_people_are_served_by_the_web_address_alone_over_HTTPS()
    {
        Assert.Empty(new NodeOptions { DataFolder = "x" }.Validate());
        var any = new IPEndPoint(IPAddress.Any, 8090);
        Assert.Equal(2, new NodeOptions { DataFolder = "x", Web = any, Grpc = new IPEndPoint(IPAddress.Any, 8091) }.Validate().Count);
        Assert.Empty(new NodeOptions { DataFolder = "x", Web = any, WebCertificate = "y" }.Validate());
        Assert.Empty(new NodeOptions { DataFolder = "x", Homebrew = any, Voice = any, Links = any }.Validate());
        var same = new IPEndPoint(IPAddress.Loopback, 9000);
        Assert.Single(new NodeOptions { DataFolder = "x", Web = same, Grpc = same }.Validate());
        Assert.Equal(3, new NodeOptions { DataFolder = "x", Web = same, Grpc = same, Links = same }.Validate().Count);
        var free = new IPEndPoint(IPAddress.Loopback, 0);
        Assert.Empty(new NodeOptions { DataFolder = "x", Web = free, Grpc = free, Links = free }.Validate());
    }

    [Fact]
    public void Event_ids_of_log_lines_are_unique()
    {
        var events = typeof(NodeHost).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Select(method => (Method: method, Event: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(pair => pair.Event is not null)
            .ToList();
        Assert.True(events.Count >= 5);
        Assert.All(events, pair => Assert.True(pair.Event!.EventId > 0, pair.Method.Name));
        Assert.Empty(events.GroupBy(pair => pair.Event!.EventId).Where(group => group.Count() > 1).Select(group => group.Key));
    }
}
