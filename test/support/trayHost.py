"""The desktop's side of a tray and of notifications, for tests: watches for status items, reads and clicks their menus,
and receives notifications, all on the session bus in DBUS_SESSION_BUS_ADDRESS.

Speaks JSON, one object a line. In: {"id", "do", ...}. Out: {"id", "value"} or {"id", "error"}, and {"event", ...}.
"""
import json
import sys
import threading

from gi.repository import Gio, GLib

INTERFACES = """
<node>
  <interface name="org.kde.StatusNotifierWatcher">
    <method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
    <method name="RegisterStatusNotifierHost"><arg type="s" direction="in"/></method>
    <property name="RegisteredStatusNotifierItems" type="as" access="read"/>
    <property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
    <property name="ProtocolVersion" type="i" access="read"/>
    <signal name="StatusNotifierItemRegistered"><arg type="s"/></signal>
    <signal name="StatusNotifierItemUnregistered"><arg type="s"/></signal>
    <signal name="StatusNotifierHostRegistered"/>
  </interface>
  <interface name="org.freedesktop.Notifications">
    <method name="GetCapabilities"><arg type="as" direction="out"/></method>
    <method name="GetServerInformation">
      <arg type="s" direction="out"/><arg type="s" direction="out"/>
      <arg type="s" direction="out"/><arg type="s" direction="out"/>
    </method>
    <method name="Notify">
      <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
    </method>
    <method name="CloseNotification"><arg type="u" direction="in"/></method>
    <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
    <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
  </interface>
</node>
"""
WATCHER = "org.kde.StatusNotifierWatcher"
NOTIFICATIONS = "org.freedesktop.Notifications"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"

bus = Gio.bus_get_sync(Gio.BusType.SESSION)
items = []  # (bus name, object path), the newest last
last_notification = 0
speaking = threading.Lock()


def say(message):
    with speaking:
        print(json.dumps(message), flush=True)


def call(name, path, interface, method, arguments):
    return bus.call_sync(name, path, interface, method, arguments, None, 0, 30000, None).unpack()


def newest_item():
    if not items:
        raise RuntimeError("no status item is registered")
    return items[-1]


def item_property(name):
    owner, path = newest_item()
    return call(owner, path, "org.freedesktop.DBus.Properties", "Get", GLib.Variant("(ss)", (ITEM, name)))[0]


def to_tree(node):
    number, properties, children = node
    return {
        "id": number,
        "label": properties.get("label", ""),
        "type": properties.get("type", "standard"),
        "enabled": properties.get("enabled", True),
        "visible": properties.get("visible", True),
        "children": [to_tree(child) for child in children],
    }


def menu():
    owner, path = newest_item()[0], item_property("Menu")
    try:
        call(owner, path, MENU, "AboutToShow", GLib.Variant("(i)", (0,)))
    except GLib.Error:
        pass  # optional in the protocol
    layout = call(owner, path, MENU, "GetLayout", GLib.Variant("(iias)", (0, -1, [])))
    return to_tree(layout[1])["children"]


def click(number):
    event = GLib.Variant("(isvu)", (number, "clicked", GLib.Variant("i", 0), 0))
    call(newest_item()[0], item_property("Menu"), MENU, "Event", event)


def activate():
    owner, path = newest_item()
    call(owner, path, ITEM, "Activate", GLib.Variant("(ii)", (0, 0)))


def invoke_action(number, key):
    bus.emit_signal(None, "/org/freedesktop/Notifications", NOTIFICATIONS, "ActionInvoked",
                    GLib.Variant("(us)", (number, key)))


COMMANDS = {
    "menu": lambda request: menu(),
    "click": lambda request: click(request["item"]),
    "activate": lambda request: activate(),
    "property": lambda request: item_property(request["name"]),
    "itemCount": lambda request: len(items),
    "invokeAction": lambda request: invoke_action(request["notification"], request["key"]),
}


def on_call(connection, sender, path, interface, method, arguments, invocation):
    global last_notification
    values = arguments.unpack()
    answer = None
    if method == "RegisterStatusNotifierItem":
        # Either an object path of the caller, or a bus name whose item lies at the usual path.
        item = (sender, values[0]) if values[0].startswith("/") else (values[0], "/StatusNotifierItem")
        items.append(item)
        Gio.bus_watch_name_on_connection(bus, item[0], 0, None, lambda c, name: forget(name))
        bus.emit_signal(None, path, WATCHER, "StatusNotifierItemRegistered", GLib.Variant("(s)", ("".join(item),)))
        say({"event": "itemRegistered"})
    elif method == "GetCapabilities":
        answer = GLib.Variant("(as)", (["actions", "body"],))
    elif method == "GetServerInformation":
        answer = GLib.Variant("(ssss)", ("test", "test", "1", "1.2"))
    elif method == "Notify":
        last_notification = values[1] or last_notification + 1
        answer = GLib.Variant("(u)", (last_notification,))
        say({"event": "notified", "notification": last_notification, "summary": values[3], "body": values[4],
             "actions": values[5]})
    elif method == "CloseNotification":
        say({"event": "closed", "notification": values[0]})
        bus.emit_signal(None, path, NOTIFICATIONS, "NotificationClosed", GLib.Variant("(uu)", (values[0], 3)))
    invocation.return_value(answer)


def forget(owner):
    items[:] = [item for item in items if item[0] != owner]


def on_get(connection, sender, path, interface, name):
    return {
        "RegisteredStatusNotifierItems": GLib.Variant("as", ["".join(item) for item in items]),
        "IsStatusNotifierHostRegistered": GLib.Variant("b", True),
        "ProtocolVersion": GLib.Variant("i", 0),
    }[name]


def read_commands():
    """Runs beside the main loop: the app may be waiting for this very service while a command waits for the app."""
    for line in sys.stdin:
        request = json.loads(line)
        try:
            say({"id": request["id"], "value": COMMANDS[request["do"]](request)})
        except (RuntimeError, GLib.Error) as error:
            say({"id": request["id"], "error": str(error)})
    loop.quit()


def own(name):
    Gio.bus_own_name_on_connection(bus, name, Gio.BusNameOwnerFlags.NONE, on_owned, lambda c, n: loop.quit())


owned = []


def on_owned(connection, name):
    owned.append(name)
    if len(owned) == 2:
        say({"event": "ready"})


loop = GLib.MainLoop()
watcher, notifications = Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces
bus.register_object("/StatusNotifierWatcher", watcher, on_call, on_get, None)
bus.register_object("/org/freedesktop/Notifications", notifications, on_call, on_get, None)
own(WATCHER)
own(NOTIFICATIONS)
threading.Thread(target=read_commands, daemon=True).start()
loop.run()
