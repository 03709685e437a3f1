// t12, t13, t25: what a closed question shows, the same on every screen; in one language or two.
#include "participant/view_parts.h"

#include "base/check.h"
#include "show/results.h"

static struct result_view result_of(const struct terminal_view *view, enum language language)
{
    const struct scene *scene = &view->envelope->scene;
    return (struct result_view){.prompt = {.deck = view->deck,
                                           .strings = view->strings,
                                           .prompt = scene->prompt,
                                           .language = language},
                                .release = &scene->release,
                                .size = view->table.size};
}

void view_result(struct draw_list *list, const struct terminal_view *view)
{
    check(view->envelope != NULL && view->deck != NULL);
    struct result_view first = result_of(view, view->table.language);
    if (view_is_two(view)) {
        struct result_view second = result_of(view, view->table.language2);
        show_result_half(list, view_at(list, 32, 24, 596, 656), &first);
        show_result_half(list, view_at(list, 652, 24, 596, 656), &second);
    } else {
        show_result_terminal(list, &first);
    }
    view_bar(list, view, false);
}
